"""What is installed where the kernels run, and what may be."""

from collections.abc import Iterable
from typing import Protocol

from devloop_nb.values.need import Installed, Permission


class Packages(Protocol):
    """What is installed where the kernels run."""

    async def absent(self, modules: Iterable[str]) -> frozenset[str]:
        """Those of the top-level modules that a kernel would not find."""

    async def install(self, distributions: Iterable[str], permission: Permission) -> tuple[Installed, ...]:
        """Installs them with what they need, or nothing. Raises ``PackageMissing``."""
