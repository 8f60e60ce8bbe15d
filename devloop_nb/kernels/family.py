"""A process with everything that descends from it."""

import os
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

_ROUNDS, _PAUSE = 100, 0.01


@dataclass(frozen=True)
class Family:
    """The session that ``leader`` leads, and whoever has ``marker`` in ``variable`` or works in ``folder``.

    A descendant that has left the session, its environment and the folder is found only while its parents live.
    """

    leader: int
    variable: str
    marker: str
    folder: Path

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
            strays = [pid for pid in psutil.pids() if self._has(pid)]
            if not strays:
                return
            for stray in strays:
                _kill(stray)
            time.sleep(_PAUSE)

    def _has(self, pid: int) -> bool:
        with suppress(psutil.Error, OSError):
            process = psutil.Process(pid)
            return process.status() != psutil.STATUS_ZOMBIE and (
                os.getsid(pid) == self.leader
                or process.environ().get(self.variable) == self.marker
                or Path(process.cwd()).is_relative_to(self.folder)
            )
        return False


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL)
