"""Runs a suite in a fresh kernel and gathers what it reports."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from devloop_nb.kernels.fence.tier import fence_tier, required_tier
from devloop_nb.kernels.order import Order, Program, cell
from devloop_nb.kernels.packages import wanted_packages
from devloop_nb.kernels.reports import Reports
from devloop_nb.kernels.scratch import Scratch, files_of
from devloop_nb.kernels.spending import Spending
from devloop_nb.kernels.verdict import Ending, death, judge
from devloop_nb.kernels.watch import Watch
from devloop_nb.values.limits import Limits
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.suite import Suite

if TYPE_CHECKING:
    from devloop_nb.kernels.fresh_kernel import FreshKernel
    from devloop_nb.kernels.kernel_source import KernelSource

# A test that is over its time gets so long to notice it by itself; then the kernel is killed.
GRACE_SECONDS = 2.0
_LOOK_SECONDS = 0.1


class KernelRunner:
    """Every run has a kernel, a session and a folder of its own, and leaves none of them behind."""

    def __init__(self, cold: bool = False, ahead: bool = True) -> None:
        """``cold`` kernels are not forked; ``ahead`` of the next suite its kernel is started."""
        self._cold, self._ahead = cold, ahead
        self._running: set[asyncio.Task[object]] = set()
        self._source: KernelSource | None = None
        self._turns = asyncio.Semaphore(os.cpu_count() or 1)

    async def run(self, sources: Mapping[str, str], suite: Suite, limits: Limits) -> Outcome:
        """Runs the suite over ``sources`` (code by module name).

        Reports exactly ``suite.expected``, or where that is empty every collected test. Raises
        ``KernelUnavailable`` where no kernel starts, and ``BadInput`` on a name that cannot be a file's.
        """
        packages = wanted_packages(sources, suite)
        async with self._turn() as began, self._kernel(sources, suite, limits, packages) as kernel:
            spending = Spending(kernel.pid, kernel.scratch.fence, limits.memory_mib)
            order = Order.of(kernel.scratch, sources, suite, limits)
            reports, ending = await follow(kernel, order, cell(order), spending)
            if ending.how != "whole":
                reports.take_journal(await asyncio.to_thread(kernel.scratch.read_journal))
        outcome = judge(reports, suite, ending, time.monotonic() - began)
        return outcome.model_copy(update={"fence": fence_tier().says})

    @asynccontextmanager
    async def _kernel(
        self, sources: Mapping[str, str], suite: Suite, limits: Limits, packages: tuple[str, ...]
    ) -> AsyncIterator["FreshKernel"]:
        """A kernel that has started in a folder with code and tests; afterwards nothing is left of it."""
        # Imported here: jupyter_client costs a tenth of a second, and not every command runs code.
        from devloop_nb.kernels.kernel_source import KernelSource
        from devloop_nb.kernels.ready_kernels import Wish

        self._source = self._source or KernelSource(self._cold, self._ahead)
        tier = await asyncio.to_thread(required_tier, limits.require_tier)
        scratch = Scratch()
        scratch.fence = replace(scratch.fence, tier=tier.value, cpu_seconds=_cpu_seconds(limits))
        files, wish = files_of(sources, suite), Wish.of(scratch, packages)
        ready = await self._source.ready.take(wish)
        kernel = ready or self._source.kernel(scratch, packages)
        try:
            if ready:
                ready.bring(files)
            else:
                await kernel.prepare(files)
                await kernel.start()
            yield kernel
        finally:
            await kernel.end()
        self._source.ready.expect(wish)

    @property
    def cold_because(self) -> str:
        """Why kernels are not forked; empty where they are, and before the first."""
        return self._source.cold_because if self._source else ""

    async def get_ready(self) -> None:
        """Waits until the kernels that are started ahead take requests."""
        if self._source:
            await self._source.ready.settle()

    async def close(self) -> None:
        """Cancels what is running, and waits until its kernels are gone, and the template where nobody needs it."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        if self._source:
            await self._source.close()

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[float]:
        """When it began: as many run at once as there are cores, or they would measure each other."""
        with self._noted():
            async with self._turns:
                yield time.monotonic()

    @contextmanager
    def _noted(self) -> Iterator[None]:
        task = asyncio.current_task()
        assert task  # Coroutines run in tasks.
        self._running.add(task)
        try:
            yield
        finally:
            self._running.discard(task)


def _cpu_seconds(limits: Limits) -> float:
    """For each process; whatever outlives every other way of ending it, ends by that."""
    return (limits.suite_seconds + GRACE_SECONDS) * (os.cpu_count() or 1)


async def follow(kernel: "FreshKernel", order: Order, program: Program, spending: Spending) -> tuple[Reports, Ending]:
    """Sends the suite, which ``program`` runs, and takes the reports until it has ended, one way or another."""
    reports = Reports(order.nonce, kernel.execute(program))
    watch = Watch(order.test_seconds + GRACE_SECONDS, order.suite_seconds + GRACE_SECONDS)
    while not reports.idle:
        message = await kernel.receive(_LOOK_SECONDS)
        watch.look()
        if message and reports.take(message):
            watch.restart_test()
        elif message is None and kernel.exit_code is not None:
            reports.streams["stderr"].add(kernel.last_words)
            return reports, death(kernel.exit_code)
        elif why := await spending.overspent():
            return reports, Ending("crashed", f"the kernel was killed: {why}")
        elif watch.suite_left < 0:
            return reports, Ending(
                "timeout", f"the suite took longer than {order.suite_seconds:g} s and did not stop"
            )
        elif watch.test_left < 0 and reports.collected is not None:
            return reports, Ending("timeout", f"took longer than {order.test_seconds:g} s and did not stop")
    return reports, Ending("whole") if reports.ended else Ending("crashed", f"the suite broke off: {reports.broken}")
