"""What a kernel would find to import, and how it comes to find more."""

import asyncio
import json
import os
import site
import subprocess
import sys
from collections.abc import Iterable

from devloop_nb.kernels.pip import install
from devloop_nb.values.need import Installed, Permission

_SECONDS = 60.0
_LOOK = """
import importlib.util, json, sys
def found(name):
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False
print()
print(json.dumps([name for name in sys.argv[1:] if not found(name)]))
"""


class InstalledPackages:
    """Asks an interpreter like a kernel's, whose search path is not this process's; installs for it with pip."""

    def __init__(self) -> None:
        self._found: set[str] = set()

    async def absent(self, modules: Iterable[str]) -> frozenset[str]:
        """Those of the top-level modules that no kernel would find; none of them is imported to tell that."""
        asked = {*modules} - self._found
        absent = frozenset(await asyncio.to_thread(_absent, sorted(asked)) if asked else ())
        self._found |= asked - absent
        return absent

    async def install(self, distributions: Iterable[str], permission: Permission) -> tuple[Installed, ...]:
        """Installs them with what they need, or nothing. Raises ``PackageMissing``."""
        return await install(sorted(distributions), permission, environment())


def environment() -> dict[str, str]:
    """This process's, without what would show an interpreter other packages than a kernel sees."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | {"PYTHONUSERBASE": site.getuserbase(), "PYTHONDONTWRITEBYTECODE": "1"}


def _absent(modules: list[str]) -> list[str]:
    """Nothing where the interpreter does not tell: the kernel will."""
    command = [sys.executable, "-P", "-c", _LOOK, *modules]
    try:
        told = subprocess.run(
            command, env=environment(), stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=True
        )
        names: list[str] = json.loads(told.stdout.splitlines()[-1])
    except (OSError, subprocess.SubprocessError, ValueError, IndexError):
        return []
    return names
