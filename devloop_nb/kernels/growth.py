"""Measures how a function grows, in a fresh kernel."""

import asyncio
import time
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from devloop_nb.kernels.errand import see_to_its_end
from devloop_nb.kernels.growth_journal import read_findings
from devloop_nb.kernels.order import Program
from devloop_nb.kernels.packages import wanted_packages
from devloop_nb.kernels.runner import KernelRunner
from devloop_nb.values.growth import Measured
from devloop_nb.values.limits import Limits
from devloop_nb.values.suite import Suite

BUDGET_SECONDS = 2.0
_PIECES = ("words.py", "bounds.py", "subject.py", "survey.py", "sizes.py", "growth.py")


@dataclass(frozen=True)
class GrowthOrder:
    """What the kernel is to measure; ``nonce`` marks its lines in the journal."""

    nonce: str
    journal: str
    modules: tuple[str, ...]
    module: str
    function: str
    inputs: str
    call_seconds: float
    budget_seconds: float
    memory_mib: int

    @property
    def longest(self) -> float:
        """Seconds after which a kernel has had its time."""
        return 2 * self.budget_seconds + self.call_seconds


class GrowthRunner(KernelRunner):
    """Runs suites like any runner, and measures growth, too."""

    async def measure(
        self,
        sources: Mapping[str, str],
        call: tuple[str, str],
        inputs: str,
        limits: Limits,
        budget_seconds: float = BUDGET_SECONDS,
    ) -> Measured:
        """Times ``call``, a module among ``sources`` and its function, at growing sizes.

        ``inputs`` is the source of a function ``inputs(n)`` that gives the arguments of size n as a tuple. What goes
        wrong in the code is told in ``Measured.problem``. Raises ``KernelUnavailable`` where no kernel starts, and
        ``BadInput`` on a name that cannot be a file's.
        """
        module, function = call
        suite = Suite(module=module, files=())
        packages = wanted_packages(sources, suite)
        async with self._turn() as began, self._kernel(sources, suite, limits, packages) as kernel:
            order = GrowthOrder(
                nonce=uuid.uuid4().hex,
                journal=str(kernel.scratch.journal),
                modules=tuple(sources),
                module=module,
                function=function,
                inputs=inputs,
                call_seconds=min(limits.test_seconds, budget_seconds / 2),
                budget_seconds=budget_seconds,
                memory_mib=limits.memory_mib,
            )
            request = kernel.execute(Program(_PIECES, "measure", asdict(order)))
            end = await see_to_its_end(kernel, request, order.longest, limits)
            journal = await asyncio.to_thread(kernel.scratch.read_journal)
        found = read_findings(journal, order.nonce, end)
        return found.model_copy(update={"took": time.monotonic() - began})
