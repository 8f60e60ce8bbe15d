"""Two sides beside each other: the tests that flipped first, then how much passes, scores and what is gained."""

import statistics
from collections.abc import Sequence
from typing import Literal

from devloop_nb.values.interval import mean_interval
from devloop_nb.values.side import Side
from devloop_nb.values.value import Value

Kind = Literal["broken", "mended", "other", "only one"]
ORDER: tuple[Kind, ...] = ("broken", "mended", "other", "only one")


class Interval(Value):
    """A mean of ``n`` values, and in which bounds it lies with 95 %; with one value nothing is known of them."""

    mean: float
    low: float
    high: float
    n: int


class Flip(Value):
    """A test that is not the same on both sides: ``broken`` passes in A alone, ``mended`` in B alone, ``other`` fails
    in different ways; empty is the outcome of a test that a side does not have."""

    test: str
    kind: Kind
    a: str
    b: str


class Comparison(Value):
    """B is looked at from A; ``gain`` is the mean over the shared tests of what passes in B less what passes in A."""

    a: Side
    b: Side
    flips: tuple[Flip, ...]
    shared: int
    passing: tuple[Interval | None, Interval | None]
    scores: tuple[Interval | None, Interval | None]
    gain: Interval | None


def compare_sides(a: Side, b: Side) -> Comparison:
    """What differs between two sides."""
    shared = [test for test in a.tests if test in b.tests]
    gains = [(b.tests[test] == "passed") - (a.tests[test] == "passed") for test in shared]
    flips = [_flip(test, a.tests.get(test, ""), b.tests.get(test, "")) for test in {**a.tests, **b.tests}]
    return Comparison(
        a=a,
        b=b,
        flips=tuple(sorted((flip for flip in flips if flip), key=lambda flip: ORDER.index(flip.kind))),
        shared=len(shared),
        passing=(_passing(a), _passing(b)),
        scores=(interval(a.scores), interval(b.scores)),
        gain=interval(gains),
    )


def interval(values: Sequence[float]) -> Interval | None:
    """The mean with its bounds; ``None`` where there is nothing."""
    if not values:
        return None
    low, high = mean_interval(values)
    return Interval(mean=statistics.fmean(values), low=low, high=high, n=len(values))


def _passing(side: Side) -> Interval | None:
    return interval([float(outcome == "passed") for outcome in side.tests.values()])


def _flip(test: str, a: str, b: str) -> Flip | None:
    if a == b:
        return None
    kind: Kind = "broken" if a == "passed" else "mended" if b == "passed" else "other"
    return Flip(test=test, kind=kind if a and b else "only one", a=a, b=b)
