"""The ways of this project: a kernel started cold, forked on demand, or ready before it is wanted."""

from devloop_nb.kernels.bench.way import NotRight, spent_by_children, spent_by_grandchildren
from devloop_nb.kernels.bench.workload import Workload
from devloop_nb.kernels.runner import KernelRunner
from devloop_nb.values.limits import Limits


class Ours:
    """``KernelRunner`` as everybody uses it."""

    def __init__(self, name: str, runner: KernelRunner, waits: bool = False) -> None:
        self.name, self._runner, self._waits = name, runner, waits

    async def get_set(self, workload: Workload) -> None:
        """Waits for the kernel that is started ahead."""
        if self._waits:
            await self._runner.get_ready()

    async def run(self, workload: Workload) -> None:
        """With its outcome."""
        outcome = await self._runner.run({"scale": workload.code}, workload.suite, Limits())
        if outcome.passed != len(workload.suite.files[0].source.split("def ")) - 1:
            raise NotRight(f"{self.name}: {outcome}")

    def spent(self) -> float:
        """Forked kernels are the template's children."""
        return spent_by_children() + spent_by_grandchildren()

    async def close(self) -> None:
        """Ends the template too."""
        await self._runner.close()
