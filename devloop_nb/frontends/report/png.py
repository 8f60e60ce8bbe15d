"""A picture as PNG, twice as fine as its size says; made of nothing but bytes, so that no other package is needed."""

import struct
import zlib
from itertools import pairwise
from math import isqrt

from devloop_nb.frontends.report.letters import STEP, columns_of
from devloop_nb.frontends.report.picture import LETTER, Box, Dot, Label, Path, Picture, Shape

FINE = 2
DASH, GAP = 5 * FINE, 4 * FINE
START = {"start": 0.0, "middle": 0.5, "end": 1.0}


def png(picture: Picture) -> bytes:
    """The file."""
    colours = sorted({shape.colour for shape in picture.shapes})
    canvas = _Canvas(picture.width * FINE, picture.height * FINE)
    for shape in picture.shapes:
        _draw(canvas, shape, colours.index(shape.colour) + 1)
    return canvas.file(colours)


class _Canvas:
    """One byte for each pixel: the number of its colour, 0 where there is none."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._rows = [bytearray(width) for _ in range(height)]

    def fill(self, x: float, y: float, width: float, height: float, ink: int) -> None:
        """A rectangle; what lies outside is left out."""
        left, right = max(0, round(x)), min(self.width, round(x + width))
        for row in self._rows[max(0, round(y)) : max(0, round(y + height))]:
            row[left:right] = bytes([ink]) * max(0, right - left)

    def file(self, colours: list[str]) -> bytes:
        """The PNG of these colours."""
        inks = [bytes.fromhex(colour[1:]) for colour in colours]
        palette = bytes(3) + b"".join(ink[:3] for ink in inks)
        opacity = bytes(1) + b"".join(ink[3:] for ink in inks)
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 3, 0, 0, 0)
        rows = zlib.compress(b"".join(b"\0" + row for row in self._rows), 9)
        parts = ((b"IHDR", head), (b"PLTE", palette), (b"tRNS", opacity), (b"IDAT", rows), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _draw(canvas: _Canvas, shape: Shape, ink: int) -> None:
    match shape:
        case Box():
            _box(canvas, shape, ink)
        case Path(points, _, width, dashed):
            for start, end in pairwise(points):
                _line(canvas, start, end, (width * FINE, dashed), ink)
        case Dot():
            _dot(canvas, shape, ink)
        case Label():
            _label(canvas, shape, ink)


def _box(canvas: _Canvas, box: Box, ink: int) -> None:
    x, y, width, height = (FINE * part for part in (box.x, box.y, box.width, box.height))
    if box.filled:
        canvas.fill(x, y, width, height, ink)
        return
    for top in (y, y + height - 2 * FINE):
        canvas.fill(x, top, width, 2 * FINE, ink)
    for left in (x, x + width - 2 * FINE):
        canvas.fill(left, y, 2 * FINE, height, ink)


Point = tuple[float, float]


def _line(canvas: _Canvas, start: Point, end: Point, pen: tuple[float, bool], ink: int) -> None:
    width, dashed = pen
    (left, right), (top, bottom) = ((min(pair) * FINE, max(pair) * FINE) for pair in zip(start, end, strict=True))
    across, down = right - left + width, bottom - top + width
    if not dashed:
        canvas.fill(left - width / 2, top - width / 2, across, down, ink)
        return
    for at in range(0, round(across), DASH + GAP):
        canvas.fill(left + at, top - width / 2, min(DASH, across - at), down, ink)


def _dot(canvas: _Canvas, dot: Dot, ink: int) -> None:
    x, y, radius = dot.x * FINE, dot.y * FINE, round((dot.radius + 1) * FINE)
    inner = 0 if dot.filled else radius - 2 * FINE
    for row in range(-radius, radius + 1):
        half = isqrt(radius * radius - row * row)
        hole = isqrt(inner * inner - row * row) if abs(row) < inner else 0
        canvas.fill(x - half, y + row, half - hole, 1, ink)
        canvas.fill(x + hole, y + row, half - hole, 1, ink)


def _label(canvas: _Canvas, label: Label, ink: int) -> None:
    pixel = LETTER * FINE / STEP
    x = label.x * FINE - START[label.anchor] * len(label.text) * STEP * pixel
    top = label.y * FINE - 7 * pixel
    for place, letter in enumerate(label.text):
        for at, column in enumerate(columns_of(letter)):
            for bit in (bit for bit in range(8) if column >> bit & 1):
                canvas.fill(x + (place * STEP + at) * pixel, top + bit * pixel, pixel, pixel, ink)
