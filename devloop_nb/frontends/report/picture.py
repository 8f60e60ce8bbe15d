"""A picture made of a few kinds of shapes, laid out as SVG or as PNG; its greys read on white and on black."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

# Red, green, blue and opacity.
GREY, FAINT = "#7d8590ff", "#7d85904d"
BLUE, GREEN, AMBER, RED = "#3b82f6ff", "#16a34aff", "#d97706ff", "#e5484dff"
LETTER = 9.0
"""Width of a character."""
TITLE, PAD = 24, 12


@dataclass(frozen=True)
class Box:
    """A rectangle; filled, or its outline alone."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    filled: bool = False


@dataclass(frozen=True)
class Path:
    """A line along points, each right, left, above or below the one before."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float = 1.0
    dashed: bool = False


@dataclass(frozen=True)
class Dot:
    """A disc, or a ring."""

    x: float
    y: float
    radius: float
    colour: str
    filled: bool = True
    says: str = ""


@dataclass(frozen=True)
class Label:
    """One line of text that stands on ``y``."""

    x: float
    y: float
    text: str
    colour: str = GREY
    anchor: Literal["start", "middle", "end"] = "start"


Shape = Box | Path | Dot | Label


@dataclass(frozen=True)
class Picture:
    """Shapes on a transparent ground; ``says`` is for those who do not see it."""

    width: int
    height: int
    says: str
    shapes: tuple[Shape, ...]


def stacked(parts: Sequence[tuple[str, Picture]]) -> Picture:
    """Pictures below each other, each under its title."""
    shapes: list[Shape] = []
    below = 0.0
    for title, picture in parts:
        shapes += [Label(PAD, below + PAD + 6, title), *(_lowered(shape, below + TITLE) for shape in picture.shapes)]
        below += TITLE + picture.height
    pictures = [picture for _, picture in parts]
    says = ". ".join(f"{title}: {picture.says}" for title, picture in parts)
    return Picture(max(picture.width for picture in pictures), round(below), says, tuple(shapes))


def _lowered(shape: Shape, down: float) -> Shape:
    if isinstance(shape, Path):
        return replace(shape, points=tuple((x, y + down) for x, y in shape.points))
    return replace(shape, y=shape.y + down)
