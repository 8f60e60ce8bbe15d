"""Tools that read code and run none of it."""

from collections.abc import Collection, Mapping
from typing import Protocol

from devloop_nb.values.gate import Checked


class Checkers(Protocol):
    """Tools that read code and run none of it."""

    def absent(self, gates: Collection[str]) -> dict[str, str]:
        """What to install for those of the gates that cannot be run."""

    async def check(
        self, module: str, sources: Mapping[str, str], gates: Collection[str], complexity: float
    ) -> dict[str, Checked]:
        """What the tools say about a module among ``sources``, by gate."""
