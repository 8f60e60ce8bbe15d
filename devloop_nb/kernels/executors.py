"""Where suites can run: in the kernels of this machine, or of a cluster's."""

from devloop_nb.kernels.dask_runner import DaskRunner
from devloop_nb.kernels.fresh_kernels import FreshKernels


class Executors:
    """One runner for each place, made when it is first wanted; they end together."""

    def __init__(self) -> None:
        self._here = FreshKernels()
        self._clusters: dict[str, DaskRunner] = {}

    async def at(self, executor: str) -> FreshKernels | DaskRunner:
        """The runner at that address; the empty one is this machine. Raises ``EnvironmentProblem``."""
        if not executor:
            return self._here
        cluster = self._clusters.setdefault(executor, DaskRunner(executor))
        await cluster.open()
        return cluster

    async def close(self) -> None:
        """Ends whatever still runs anywhere."""
        for cluster in self._clusters.values():
            await cluster.close()
        await self._here.close()
