"""Measures what it costs to import a module."""

from collections.abc import Mapping

from pydantic import ValidationError

from devloop_nb.kernels.errand import Errand, ErrandRunner
from devloop_nb.kernels.excerpt import clean
from devloop_nb.kernels.runner import GRACE_SECONDS
from devloop_nb.values.import_cost import ImportCost
from devloop_nb.values.limits import Limits

_PIECES = ("words.py", "bounds.py", "import_cost.py")
_TRIES = 3


class ImportRunner(ErrandRunner):
    """Runs suites like any runner, and measures imports.

    A kernel has imported much already, and one that is forked also numpy and pandas: a module's own imports would
    cost nothing there. So the kernel starts bare interpreters, within its own fence, and the best of three counts.
    """

    async def measure_import(
        self, sources: Mapping[str, str], module: str, limits: Limits | None = None
    ) -> ImportCost:
        """What ``import module`` costs, a module among ``sources`` or any other.

        Raises ``KernelUnavailable`` where no kernel starts, ``BadInput`` on a name that cannot be a file's.
        """
        limits = limits or Limits()
        order = {"module": module, "seconds": limits.test_seconds, "memory_mib": limits.memory_mib}
        errand = Errand(_PIECES, "measure_import", order, _TRIES * limits.test_seconds + GRACE_SECONDS)
        lines, end = await self.send(errand, sources, limits)
        costs = []
        for line in lines:
            line.pop("nonce")
            try:
                costs.append(ImportCost(**line))
            except (ValidationError, TypeError):  # The module forged it.
                continue
        if problem := next(
            (cost.problem for cost in costs if cost.problem), "" if costs else end or "nothing was told"
        ):
            return ImportCost(problem=clean(problem))
        return min(costs, key=lambda cost: cost.seconds)
