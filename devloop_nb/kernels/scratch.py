"""The folder of one kernel: sockets, home, temporary files, and the code and tests it is to run."""

import fcntl
import os
import shutil
import stat
import tempfile
import time
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from devloop_nb.kernels.fence.spec import Fence
from devloop_nb.values.errors import BadInput, KernelUnavailable
from devloop_nb.values.given import MODULE
from devloop_nb.values.suite import Suite

# A Unix socket's whole path has to fit into 104 bytes on macOS and 108 on Linux.
_LONGEST_BASE = 70
_LONGEST_JOURNAL = 16 * 2**20
# Between a journal's making and its locking it looks like an orphan's.
_ORPHAN_SECONDS = 60
# The working folder of every suite has it.
SETTINGS = {"pytest.ini": "[pytest]\n"}


class Scratch:
    """A private folder, not made before it is filled; ``work`` holds the code and tests and nothing else.

    ``fence`` is what has to stand around the kernel: at first, limits alone.
    """

    def __init__(self) -> None:
        base = tempfile.gettempdir()
        short = base if len(os.fsencode(base)) <= _LONGEST_BASE else "/tmp"
        self.root = Path(short).resolve() / f"devloop-{uuid.uuid4().hex[:16]}"
        self.work, self.home, self.temporary = (self.root / name for name in ("work", "home", "tmp"))
        self.connection_file, self.sockets = self.root / "kernel.json", self.root / "s" / "k"
        self.journal = self.root / "journal"
        self.fence = Fence(tier=1, root=str(self.root), shared=("s", "journal"))
        self._journal: BinaryIO | None = None

    def fill(self, files: Mapping[str, str]) -> None:
        """Makes the folder and writes files to work on. Raises ``KernelUnavailable`` where it cannot."""
        try:
            remove_orphans(self.root.parent)
            self._write(files)
        except OSError as error:
            mend = f"Free some space in {self.root.parent}, or set TMPDIR to another folder."
            raise KernelUnavailable("A fresh kernel has no folder to work in", str(error), mend) from error

    def _write(self, files: Mapping[str, str]) -> None:
        for folder in (self.root, self.work, self.home, self.temporary, self.sockets.parent):
            folder.mkdir(mode=0o700)
        self._journal = self.journal.open("xb+")
        fcntl.flock(self._journal, fcntl.LOCK_EX)  # Held as long as this process lives.
        for name, source in files.items():
            (self.work / name).write_bytes(source.encode("utf-8", "backslashreplace"))

    def read_journal(self) -> bytes:
        """What the kernel wrote down, from the very file that was made for it."""
        if self._journal is None:
            return b""
        self._journal.seek(0)
        return self._journal.read(_LONGEST_JOURNAL)

    def remove(self) -> None:
        """Deletes the folder, also what the code in it made hard to delete."""
        if self._journal:
            self._journal.close()
        _delete(self.root)


def files_of(sources: Mapping[str, str], suite: Suite) -> dict[str, str]:
    """Code and tests by the names of their files. Raises ``BadInput`` on a name that is not one file's."""
    files = {f"{name}.py": source for name, source in sources.items()}
    files |= {file.name: file.source for file in suite.files}
    for name in files:
        if Path(name).name != name or name.startswith("-"):
            raise BadInput(f"{name!r} cannot be the name of a file of code or tests")
    lent = {f"{MODULE}.py": suite.given} if suite.given else {}
    return {**SETTINGS, **files, **lent}


def remove_orphans(base: Path) -> None:
    """Deletes the folders in ``base`` whose makers were killed before they could."""
    for journal in base.glob("devloop-*/journal"):
        with suppress(OSError), journal.open("rb") as file:  # Another's folder, or gone by now.
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if time.time() - os.fstat(file.fileno()).st_mtime > _ORPHAN_SECONDS:
                _delete(journal.parent)


def _delete(root: Path) -> None:
    """Removes the folder, and where the code in it took rights away, gives them back; nothing above is touched."""

    def open_and_retry(_delete: Callable[..., Any], path: str, _error: object) -> None:
        stuck = Path(path)
        # A leftover in the system's temporary folder is not worth an error.
        with suppress(OSError):
            for folder in (stuck.parent, stuck):
                if folder.is_relative_to(root) and folder.is_dir() and not folder.is_symlink():
                    folder.chmod(stat.S_IRWXU)
            if stuck.is_dir() and not stuck.is_symlink():
                shutil.rmtree(stuck, ignore_errors=True)
            else:
                stuck.unlink(missing_ok=True)

    shutil.rmtree(root, onerror=open_and_retry)
