"""A process with everything that descends from it."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

_ROUNDS, _PAUSE = 400, 0.0025


@dataclass(frozen=True)
class Family:
    """The session that ``leader`` leads, and whoever has ``marker`` in ``variable`` or works in ``folder``.

    A descendant that has left the session, its environment and the folder is found only while its parents live.
    """

    leader: int
    variable: str
    marker: str
    folder: Path

    def kill_inside(self) -> bool:
        """SIGKILL to the kernel in the namespace that ``leader`` guards; with it ends whatever is inside.

        The first process in there waits for the kernel, so that its processor time is counted, and ends; the guard
        ends after all of them. False where there is nobody yet, or the system does not tell.
        """
        firsts = _children(self.leader)
        for pid in [child for first in firsts for child in _children(first)] or firsts:
            _kill(pid)
        return bool(firsts)

    def kill_tree(self) -> None:
        """SIGKILL to the leader, which nobody has waited for yet (or its number may be another's), and below."""
        with suppress(psutil.Error):
            leader = psutil.Process(self.leader)
            leader.suspend()  # So that it cannot fork while its children are listed.
            for process in [*leader.children(recursive=True), leader]:
                _kill(process.pid)

    def kill_strays(self) -> None:
        """SIGKILL to the others. Blocks until none is left, at most for about a second; a zombie does not count."""
        for _ in range(_ROUNDS):
            strays = list(self._strays())
            if not strays:
                return
            for stray in strays:
                _kill(stray)
            time.sleep(_PAUSE)

    def _strays(self) -> Iterator[int]:
        for pid in psutil.pids():
            with suppress(psutil.Error, OSError):
                belongs = os.getsid(pid) == self.leader or self._is_marked(pid) or self._works_there(pid)
                if belongs and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
                    yield pid

    def _is_marked(self, pid: int) -> bool:
        if sys.platform != "linux":
            return bool(psutil.Process(pid).environ().get(self.variable) == self.marker)
        # psutil takes ten times as long, for each process of the machine.
        variables = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
        return f"{self.variable}={self.marker}".encode() in variables

    def _works_there(self, pid: int) -> bool:
        folder = Path(f"/proc/{pid}/cwd").readlink() if sys.platform == "linux" else psutil.Process(pid).cwd()
        return Path(folder).is_relative_to(self.folder)


def descendants(pid: int) -> list[int]:
    """The numbers of the processes below one, as far as their parents live."""
    if sys.platform != "linux":
        with suppress(psutil.Error):
            return [child.pid for child in psutil.Process(pid).children(recursive=True)]
        return []
    children = _children(pid)
    return [*children, *(each for child in children for each in descendants(child))]


def _children(pid: int) -> list[int]:
    """Every thread has its own; psutil would look at all processes of the machine."""
    found: list[int] = []
    with suppress(OSError):  # It has ended.
        for thread in Path(f"/proc/{pid}/task").iterdir():
            found += [int(child) for child in (thread / "children").read_text().split()]
    return found


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL)
