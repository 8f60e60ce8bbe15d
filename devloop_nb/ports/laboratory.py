"""What looks at code in fresh kernels without judging it."""

from collections.abc import Mapping
from typing import Protocol

from devloop_nb.values.hidden_state import CellRun
from devloop_nb.values.limits import Limits
from devloop_nb.values.memory_lines import MemoryTable
from devloop_nb.values.suite import Suite


class Laboratory(Protocol):
    """Looks at code in fresh kernels; every method raises ``KernelUnavailable``."""

    async def memory_lines(self, sources: Mapping[str, str], suite: Suite, limits: Limits) -> MemoryTable:
        """What the process holds after each line of the functions in ``sources`` while the suite runs."""

    async def run_cell(self, source: str, sources: Mapping[str, str], limits: Limits) -> CellRun:
        """What comes of a notebook's cell beside ``sources``, modules by name, and nothing else."""

    async def close(self) -> None:
        """Ends whatever still runs."""
