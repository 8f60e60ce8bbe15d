"""Measures how a function grows, in a fresh kernel."""

import asyncio
import time
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from devloop_nb.kernels.growth_journal import read_findings
from devloop_nb.kernels.order import Program
from devloop_nb.kernels.packages import wanted_packages
from devloop_nb.kernels.runner import GRACE_SECONDS, KernelRunner
from devloop_nb.kernels.spending import Spending
from devloop_nb.kernels.verdict import death
from devloop_nb.kernels.watch import Watch
from devloop_nb.values.growth import Measured
from devloop_nb.values.limits import Limits
from devloop_nb.values.suite import Suite

if TYPE_CHECKING:
    from devloop_nb.kernels.fresh_kernel import FreshKernel

BUDGET_SECONDS = 2.0
_PIECES = ("words.py", "bounds.py", "subject.py", "survey.py", "sizes.py", "growth.py")
_LOOK_SECONDS = 0.05


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
        """Seconds after which a kernel is stuck that has not ended."""
        return 2 * self.budget_seconds + self.call_seconds + GRACE_SECONDS


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
            end = await _follow(kernel, order, Spending(kernel.pid, kernel.scratch.fence, limits.memory_mib))
            journal = await asyncio.to_thread(kernel.scratch.read_journal)
        found = read_findings(journal, order.nonce, end)
        return found.model_copy(update={"took": time.monotonic() - began})


async def _follow(kernel: "FreshKernel", order: GrowthOrder, spending: Spending) -> str:
    """Why the kernel did not come to its end; empty where it did."""
    request = kernel.execute(Program(_PIECES, "measure", asdict(order)))
    watch = Watch(order.longest, order.longest)
    while True:
        message = await kernel.receive(_LOOK_SECONDS)
        watch.look()
        if message and _is_idle(message, request):
            return ""
        if message is None and kernel.exit_code is not None:
            return death(kernel.exit_code).why
        if why := await spending.overspent():
            return f"the kernel was killed: {why}"
        if watch.suite_left < 0:
            return "it did not stop, and the kernel was killed"


def _is_idle(message: dict[str, Any], request: str) -> bool:
    with suppress(AttributeError):  # The code in the kernel can send what it likes.
        mine = message.get("parent_header", {}).get("msg_id") == request
        return bool(mine and message.get("content", {}).get("execution_state") == "idle")
    return False
