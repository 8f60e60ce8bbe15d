"""How the time and the memory of a function grow with the size of its input."""

import re
from typing import Literal

from pydantic import Field

from devloop_nb.values.value import Value

GrowthClass = Literal["O(1)", "O(log n)", "O(n)", "O(n log n)", "O(n^2)", "O(n^3)", "O(2^n)"]
# From the slowest growth to the fastest.
CLASSES: tuple[GrowthClass, ...] = ("O(1)", "O(log n)", "O(n)", "O(n log n)", "O(n^2)", "O(n^3)", "O(2^n)")


def growth_class(text: str) -> GrowthClass | None:
    """The class that is meant, such as O(n^2) by ``O(n**2)``, ``o(n²)`` or ``O( n^2 )``; None where it is none."""
    meant = _bare(text.replace("**", "^").replace("²", "^2").replace("³", "^3").replace("*", ""))
    return next((each for each in CLASSES if _bare(each) == meant), None)


def _bare(text: str) -> str:
    return re.sub(r"[\s()]", "", text).lower()


class Sample(Value):
    """One size: ``seconds`` of one call, and the ``peak_mib`` it took above its inputs, where that was measured."""

    n: int = Field(ge=1)
    seconds: float = Field(ge=0, allow_inf_nan=False)
    peak_mib: float | None = Field(default=None, ge=0, allow_inf_nan=False)


class Measured(Value):
    """What a fresh kernel measured; ``problem`` says what kept it from larger sizes, or from any.

    ``clock``: processor time, or wall time where the function waits for something. ``took``: seconds in all.
    """

    samples: tuple[Sample, ...] = ()
    clock: Literal["cpu", "wall"] = "cpu"
    problem: str = ""
    took: float = 0.0


class Growth(Value):
    """One class, or ``unclear`` where the samples fit several (or none) from ``low`` to ``high``.

    ``slope`` is the exponent of n at the largest sizes. ``confidence`` is the share of the evidence, 0 to 1, that
    lies from ``low`` to ``high``.
    """

    of: Literal["time", "memory"]
    grows: Literal[GrowthClass, "unclear"]
    low: GrowthClass
    high: GrowthClass
    slope: float = 0.0
    confidence: float = Field(default=0.0, ge=0, le=1)
    samples: tuple[Sample, ...] = ()

    @property
    def says(self) -> str:
        """One line, such as ``O(n), 0.93 sure, n = 7..25717``."""
        if not self.samples:
            return "not measured"
        told = f"unclear, {self.low} to {self.high}" if self.low != self.high else f"unclear, near {self.low}"
        sizes = f"n = {self.samples[0].n}..{self.samples[-1].n}"
        return f"{told if self.grows == 'unclear' else self.grows}, {self.confidence:.2f} sure, {sizes}"

    def within(self, target: GrowthClass) -> bool | None:
        """Whether it grows no faster than ``target``; None where that cannot be told."""
        bound = CLASSES.index(target)
        if not self.samples or CLASSES.index(self.low) <= bound < CLASSES.index(self.high):
            return None
        return CLASSES.index(self.high) <= bound


class Scaling(Value):
    """How one function grows, in time and in memory; ``problem`` as in ``Measured``."""

    time: Growth
    memory: Growth
    clock: Literal["cpu", "wall"] = "cpu"
    problem: str = ""
