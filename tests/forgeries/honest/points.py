"""Dataclasses, named tuples and enumerations."""

import dataclasses
import enum
from typing import ClassVar, NamedTuple


class Colour(enum.Enum):
    RED = "r"
    BLUE = "b"

    @property
    def other(self):
        return Colour.BLUE if self is Colour.RED else Colour.RED

    @classmethod
    def of(cls, letter):
        return cls(letter)


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2


class Right(enum.Flag):
    READ = enum.auto()
    WRITE = enum.auto()


@dataclasses.dataclass
class Point:
    unit: ClassVar[str] = "m"

    x: float
    y: float = 0.0
    tags: list = dataclasses.field(default_factory=list)

    def moved(self, dx, dy=0):
        return Point(self.x + dx, self.y + dy, list(self.tags))

    def tag(self, name):
        self.tags.append(name)
        self.x += 1

    @property
    def length(self):
        return (self.x**2 + self.y**2) ** 0.5

    @staticmethod
    def origin():
        return Point(0, 0)

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __str__(self):
        return f"{self.x}|{self.y}"


@dataclasses.dataclass(frozen=True, order=True)
class Key:
    name: str
    colour: Colour = Colour.RED


class Bounds(NamedTuple):
    low: float
    high: float = 1.0

    @property
    def spread(self):
        return self.high - self.low


def bounds(xs):
    return Bounds(min(xs), max(xs))


def index(keys):
    return {key: place for place, key in enumerate(keys)}


def far(points, level):
    return [point for point in points if point.length > level]


def rights(letters):
    found = Right(0)
    for letter in letters:
        found |= {"r": Right.READ, "w": Right.WRITE}[letter]
    return found
