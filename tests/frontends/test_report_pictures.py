"""Charts and graphs: the same picture as SVG and as PNG, small, and nothing in them but shapes and text."""

import struct
import zlib
from base64 import b64decode
from xml.etree import ElementTree

import pytest
from report_states import solved

from devloop_nb.frontends.report.chart import score_chart
from devloop_nb.frontends.report.letters import columns_of
from devloop_nb.frontends.report.picture import BLUE, GREEN, Box, Label, Picture, stacked
from devloop_nb.frontends.report.plan_graph import MODULES, Node, plan_graph
from devloop_nb.frontends.report.png import FINE, png
from devloop_nb.frontends.report.svg import svg
from devloop_nb.frontends.widgets.receipt_picture import picture_bundle, receipt_picture

NODES = (
    Node("errors", (), "success", 1.0),
    Node("routes", ("errors",), "failed", 0.25),
    Node("app", ("routes", "errors"), "waiting", None),
)
LARGEST = 60_000


def pixels(image: bytes) -> list[bytes]:
    """The rows of colour numbers, read as the format says, each chunk checked by its sum."""
    assert image.startswith(b"\x89PNG\r\n\x1a\n")
    at, chunks = 8, {}
    while at < len(image):
        (size,) = struct.unpack(">I", image[at : at + 4])
        kind, body = image[at + 4 : at + 8], image[at + 8 : at + 8 + size]
        assert struct.unpack(">I", image[at + 8 + size : at + 12 + size])[0] == zlib.crc32(kind + body)
        chunks[kind], at = body, at + 12 + size
    width, height, *kinds = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert kinds == [8, 3, 0, 0, 0] and len(chunks[b"PLTE"]) == 3 * len(chunks[b"tRNS"])
    raw = zlib.decompress(chunks[b"IDAT"])
    assert len(raw) == height * (width + 1)
    return [raw[row * (width + 1) + 1 : (row + 1) * (width + 1)] for row in range(height)]


def test_a_box_is_where_it_should_be() -> None:
    rows = pixels(png(Picture(10, 6, "", (Box(2, 1, 4, 3, GREEN, filled=True),))))
    assert len(rows) == 6 * FINE
    inked = {(x, y) for y, row in enumerate(rows) for x, ink in enumerate(row) if ink}
    assert inked == {(x, y) for x in range(2 * FINE, 6 * FINE) for y in range(1 * FINE, 4 * FINE)}


def test_letters_are_drawn_as_they_are() -> None:
    rows = pixels(png(Picture(9, 12, "", (Label(0, 10, "L"),))))
    shape = ["".join("#" if row[x] else "." for x in range(1, 15, 3)) for row in rows[0:21:3]]
    assert shape == ["#....", "#....", "#....", "#....", "#....", "#....", "#####"]
    assert columns_of("é") == columns_of("\u4e2d") != columns_of("e")


@pytest.mark.parametrize("attempts", [0, 1, 2, 10_000])
def test_a_chart_is_small_in_both_forms(attempts: int) -> None:
    picture = score_chart([number / 10_000 for number in range(attempts)], 0.8)
    assert len(png(picture)) < LARGEST / 2 and len(svg(picture)) < LARGEST / 2
    assert pixels(png(picture))


def test_a_graph_shows_every_module_and_what_it_needs() -> None:
    picture = plan_graph(NODES)
    assert picture and picture.says == (
        "errors (success); routes (failed) needs errors; app (waiting) needs routes, errors"
    )
    drawn = ElementTree.fromstring(svg(picture))
    texts = ["".join(node.itertext()) for node in drawn.iter() if node.tag.endswith("text")]
    assert texts == ["errors", "success 1.00", "routes", "failed 0.25", "app", "waiting"]
    assert sum(node.tag.endswith("polyline") for node in drawn.iter()) == 3
    assert plan_graph(NODES[:1]) is None


def test_a_graph_of_many_modules_is_cut_and_says_so() -> None:
    nodes = [
        Node(f"module_{n}" + "x" * 300, (f"module_{n - 1}" + "x" * 300,) if n else (), "red", 0.0) for n in range(80)
    ]
    picture = plan_graph(nodes)
    assert picture and picture.says.endswith(f"{80 - MODULES} more")
    assert len(png(picture)) < LARGEST and len(svg(picture)) < LARGEST


def test_names_stay_text() -> None:
    nasty = "</text><script>alert(1)</script>"
    drawn = svg(
        stacked([(nasty, score_chart([0.5, 1.0], 0.9)), (nasty, Picture(9, 9, nasty, (Label(0, 9, nasty, BLUE),)))])
    )
    tags = {node.tag.rpartition("}")[2] for node in ElementTree.fromstring(drawn).iter()}
    assert tags == {"svg", "title", "polyline", "circle", "text"}


def test_a_receipt_has_its_charts_in_both_forms() -> None:
    picture = receipt_picture(solved())
    assert picture
    data, metadata = picture_bundle(picture)
    assert data["image/svg+xml"].count("<circle") == 3
    assert len(pixels(b64decode(data["image/png"]))[0]) == FINE * metadata["image/png"]["width"]
    assert "3 attempts, best 1.00" in data["text/plain"] == metadata["image/png"]["alt"]
