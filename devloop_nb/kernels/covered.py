"""Runs a suite once more, and learns which lines each test ran."""

import asyncio
import importlib.util
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from pydantic import ValidationError

from devloop_nb.kernels.excerpt import clean
from devloop_nb.kernels.marked_lines import marked_lines
from devloop_nb.kernels.order import PIECES, Order, Program
from devloop_nb.kernels.packages import wanted_packages
from devloop_nb.kernels.runner import KernelRunner, follow
from devloop_nb.kernels.spending import Spending
from devloop_nb.values.covered import Covered
from devloop_nb.values.gate import EXTRA
from devloop_nb.values.limits import Limits
from devloop_nb.values.suite import Suite


class CoverRunner(KernelRunner):
    """Runs suites like any runner, and under coverage.py, too."""

    async def cover(self, sources: Mapping[str, str], suite: Suite, limits: Limits) -> Covered:
        """The lines that each expected test of the suite ran; whether it passed is not told.

        The measuring happens beside the code, which can disturb it. Raises what ``run`` raises.
        """
        if importlib.util.find_spec("coverage") is None:
            return Covered(absent=f"coverage is not installed: {EXTRA}")
        packages = wanted_packages(sources, suite)
        async with self._turn() as began, self._kernel(sources, suite, limits, packages) as kernel:
            spending = Spending(kernel.pid, kernel.scratch.fence, limits.memory_mib)
            order = Order.of(kernel.scratch, sources, suite, limits)
            program = Program((*PIECES, "lines.py"), "run_covered", asdict(order))
            _, ending = await follow(kernel, order, program, spending)
            journal = await asyncio.to_thread(kernel.scratch.read_journal)
        covered = read_covered(journal, order.nonce, ending.why)
        return covered.model_copy(update={"seconds": time.monotonic() - began})


def read_covered(journal: bytes, nonce: str, end: str) -> Covered:
    """What the lines with ``nonce`` say; nothing in them is trusted to have the right shape."""
    loading: dict[str, Any] = {}
    tests: dict[str, Any] = {}
    problem = end or "the measuring broke off"
    for line in marked_lines(journal, nonce):
        if line.get("kind") == "lines" and line.get("test"):
            tests.setdefault(clean(line["test"]), line.get("lines"))
        elif line.get("kind") == "lines":
            loading = loading or line.get("lines") or {}
        elif line.get("kind") == "measured":
            problem = clean(line.get("says", ""))
    with suppress(ValidationError):
        return Covered(loading=loading, tests=tests, problem=problem)
    return Covered(problem="what the kernel wrote down about lines cannot be read")
