"""What measured points say for each class of growth."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from devloop_nb.values.curves import SHAPES, Point, prediction_error
from devloop_nb.values.growth import CLASSES, GrowthClass

Of = Literal["time", "memory"]

FEWEST = 5
# Errors are relative. Those below NOISE do not tell classes apart.
NOISE: dict[Of, float] = {"time": 0.02, "memory": 0.01}
# What takes less than this part of the most is left out: lower terms rule there.
TAIL = 0.01


@dataclass(frozen=True)
class GrowthEvidence:
    """Points in the order of their sizes, and how well each class predicts them."""

    of: Of
    points: tuple[Point, ...]

    @property
    def noise(self) -> float:
        return NOISE[self.of]

    @cached_property
    def tail(self) -> tuple[Point, ...]:
        """The sizes that show how it goes on."""
        most = max(value for _, value in self.points)
        return self.points[-max(FEWEST, sum(value >= TAIL * most for _, value in self.points)) :]

    @cached_property
    def errors(self) -> dict[GrowthClass, float]:
        return {each: prediction_error(SHAPES[each], self.tail) for each in CLASSES}

    @cached_property
    def weights(self) -> dict[GrowthClass, float]:
        """Each class's share; together they are 1."""
        raw = {each: 1 / (error**2 + self.noise**2) for each, error in self.errors.items()}
        return {each: weight / sum(raw.values()) for each, weight in raw.items()}

    @property
    def best(self) -> GrowthClass:
        return max(CLASSES, key=lambda each: self.weights[each])
