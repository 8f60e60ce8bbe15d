"""Runs suites in fresh kernels of the workers of a Dask cluster."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from devloop_nb.kernels.dask_cluster import connect, disconnect
from devloop_nb.kernels.dask_order import read_answer, write_order
from devloop_nb.kernels.dask_task import answer_of
from devloop_nb.kernels.dask_turns import Turns
from devloop_nb.kernels.growth import BUDGET_SECONDS
from devloop_nb.values.covered import Covered
from devloop_nb.values.growth import Measured
from devloop_nb.values.import_cost import ImportCost
from devloop_nb.values.limits import Limits
from devloop_nb.values.outcome import NotSealed, Outcome
from devloop_nb.values.suite import Suite
from devloop_nb.values.trials import Trials


class DaskRunner:
    """Sends orders to workers, each of which has a fork server of its own; the answers are values, as from here.

    Every method raises what it raises on this machine, and ``EnvironmentProblem`` where the cluster is to blame.
    """

    def __init__(self, address: str) -> None:
        self._address, self._opening = address, asyncio.Lock()
        self._client: Any = None
        self._turns = Turns(lambda: int(self._client.scheduler_info().get("total_threads", 1)))
        self._running: set[asyncio.Task[Any]] = set()

    async def run(self, sources: Mapping[str, str], suite: Suite, limits: Limits) -> Outcome:
        """``KernelRunner.run`` on a worker."""
        outcome: Outcome = await self._ask("run", sources=sources, suite=suite, limits=limits)
        return outcome

    async def seal(self, sources: Mapping[str, str], suite: Suite, limits: Limits) -> Outcome | NotSealed:
        """``SealedRunner.seal`` on a worker."""
        outcome: Outcome | NotSealed = await self._ask("seal", sources=sources, suite=suite, limits=limits)
        return outcome

    async def measure(
        self,
        sources: Mapping[str, str],
        call: tuple[str, str],
        inputs: str,
        limits: Limits,
        budget_seconds: float = BUDGET_SECONDS,
    ) -> Measured:
        """``GrowthRunner.measure`` on a worker."""
        what = {"call": call, "inputs": inputs, "limits": limits, "budget_seconds": budget_seconds}
        measured: Measured = await self._ask("measure", sources=sources, **what)
        return measured

    async def cover(self, sources: Mapping[str, str], suite: Suite, limits: Limits) -> Covered:
        """``CoverRunner.cover`` on a worker."""
        covered: Covered = await self._ask("cover", sources=sources, suite=suite, limits=limits)
        return covered

    async def measure_import(self, sources: Mapping[str, str], module: str, limits: Limits) -> ImportCost:
        """``ImportRunner.measure_import`` on a worker."""
        cost: ImportCost = await self._ask("measure_import", sources=sources, module=module, limits=limits)
        return cost

    async def try_variants(
        self, sources: Mapping[str, str], module: str, variants: Sequence[str], suite: Suite, limits: Limits
    ) -> Trials:
        """``TrialRunner.try_variants`` on a worker."""
        what = {"module": module, "variants": tuple(variants), "suite": suite, "limits": limits}
        trials: Trials = await self._ask("try_variants", sources=sources, **what)
        return trials

    async def open(self) -> None:
        """Connects, where that has not been done or the connection is lost. Raises ``EnvironmentProblem``."""
        async with self._opening:
            if self._client is not None and self._client.status != "running":
                await disconnect(self._client)
                self._client = None
            self._client = self._client or await connect(self._address)

    async def close(self) -> None:
        """Cancels what is running, on the workers too, and leaves the cluster."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        if self._client is not None:
            await disconnect(self._client)

    async def _ask(self, method: str, **values: Any) -> Any:
        task = asyncio.ensure_future(self._answer(write_order(method, values)))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await task

    async def _answer(self, order: str) -> Any:
        await self.open()
        async with self._turns.turn():
            return read_answer(order, await answer_of(self._client, self._address, order))
