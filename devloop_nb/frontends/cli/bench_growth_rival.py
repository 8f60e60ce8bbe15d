"""What the package ``big_o`` says about a function of the corpus."""

import time
import warnings
from collections import deque
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from devloop_nb.frontends.cli import growth_corpus
from devloop_nb.frontends.cli.growth_corpus.functions import KnownFunction

TIMINGS, CLOSE = 7, 0.15
NAMES = {
    "Constant": "O(1)",
    "Logarithmic": "O(log n)",
    "Linear": "O(n)",
    "Linearithmic": "O(n log n)",
    "Quadratic": "O(n^2)",
    "Cubic": "O(n^3)",
    "Exponential": "O(2^n)",
}
# The exponents of what it calls polynomial.
POWERS = {0.5: "O(n^0.5)", 1.0: "O(n)", 1.5: "O(n^1.5)", 2.0: "O(n^2)", 2.25: "O(n^2 log n)", 3.0: "O(n^3)"}


def is_installed() -> bool:
    return find_spec("big_o") is not None


def estimate(function: KnownFunction, smallest: int, largest: int) -> tuple[str, float]:
    """Its class, and the seconds it took.

    It is given what it does not find by itself: sizes that end in time, the least of ``TIMINGS`` and, for each of
    them, inputs of its own.
    """
    from big_o import big_o

    call = getattr(import_module(f"{growth_corpus.__name__}.{function.half}"), function.name)
    inputs = getattr(import_module(f"{growth_corpus.__name__}.inputs"), function.kind)

    def run(prepared: list[tuple[Any, ...]]) -> None:
        result = call(*prepared.pop())
        if hasattr(result, "__next__"):
            deque(result, maxlen=0)

    began = time.perf_counter()
    with warnings.catch_warnings(action="ignore"):
        try:
            best, _ = big_o(run, lambda n: [inputs(n) for _ in range(TIMINGS)], smallest, largest, n_timings=TIMINGS)
        except Exception as error:  # noqa: BLE001  # Whatever it fails with is its answer.
            return f"failed: {type(error).__name__}", time.perf_counter() - began
    return _name(best), time.perf_counter() - began


def _name(best: Any) -> str:
    kind = type(best).__name__
    if kind != "Polynomial":
        return NAMES.get(kind, kind)
    power = float(best.coefficients()[1])
    near = min(POWERS, key=lambda known: abs(known - power))
    return POWERS[near] if abs(near - power) <= CLOSE else f"O(n^{power:.2f})"
