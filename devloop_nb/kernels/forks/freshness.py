"""Is what the template has imported still what lies on the disk?"""

import os
import sys
import time
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

_LOOK_SECONDS = 1.0
_IMPORTED = frozenset({"", ".py", ".so", ".pth", ".dist-info", ".egg-info", ".egg-link"})


class Freshness:
    """Remembers the files of all imported modules, and which packages there are; once lost it is lost."""

    def __init__(self) -> None:
        self._files = {file: _changed(file) for file in {*_module_files(), *_probe_files()}}
        self._folders = {folder: _changed(folder) for folder in sys.path}
        self._packages = {folder: _packages(folder) for folder in sys.path}
        self._looked = time.monotonic()
        self._lost = False

    def lost(self) -> bool:
        """Whether a package has come or gone, or an imported file has changed; files are looked at once a second."""
        if not self._lost:
            self._lost = any(self._other_packages(folder) for folder in self._folders)
        if not self._lost and time.monotonic() - self._looked > _LOOK_SECONDS:
            self._looked = time.monotonic()
            self._lost = any(_changed(file) != then for file, then in self._files.items())
        return self._lost

    def _other_packages(self, folder: str) -> bool:
        """A folder changes also for files that no import finds."""
        now = _changed(folder)
        if now == self._folders[folder]:
            return False
        self._folders[folder] = now
        return _packages(folder) != self._packages[folder]


def _module_files() -> Iterator[str]:
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if isinstance(file, str):
            yield file


def _probe_files() -> Iterator[str]:
    inside = resources.files("devloop_nb.kernels.inside")
    return (str(file) for file in inside.iterdir() if file.name.endswith(".py"))


def _changed(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116  # A thousand of these a second; Path takes thrice as long.
    except OSError:
        return 0


def _packages(folder: str) -> frozenset[str]:
    try:
        names = [path.name for path in Path(folder).iterdir()]
    except OSError:
        return frozenset()
    return frozenset(name for name in names if name[0] not in "._" and Path(name).suffix in _IMPORTED)
