"""Runs single cells in fresh kernels."""

from collections.abc import Mapping

from pydantic import ValidationError

from devloop_nb.kernels.errand import Errand, ErrandRunner
from devloop_nb.values.hidden_state import CellRun
from devloop_nb.values.limits import Limits

_PIECES = ("words.py", "bounds.py", "cell.py")


class CellRunner(ErrandRunner):
    """Runs suites like any runner, and cells of notebooks."""

    async def run_cell(self, source: str, sources: Mapping[str, str], limits: Limits) -> CellRun:
        """What comes of the cell beside ``sources``, modules by name, and nothing else.

        Raises ``KernelUnavailable`` where no kernel starts, ``BadInput`` on a name that cannot be a file's.
        """
        order = {"source": source, "seconds": limits.test_seconds, "memory_mib": limits.memory_mib}
        errand = Errand(_PIECES, "run_cell", order, limits.test_seconds)
        lines, end = await self.send(errand, sources, limits)
        for line in lines:
            line.pop("nonce")
            try:
                return CellRun(**line)
            except (ValidationError, TypeError):  # The cell forged it.
                continue
        return CellRun(error=end or "the cell told nothing")
