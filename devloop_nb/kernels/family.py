"""Ends a process with everything that descends from it."""

import os
import signal
import time
from contextlib import suppress

import psutil

_ROUNDS, _PAUSE = 100, 0.01


def kill_family(pid: int, variable: str, marker: str) -> None:
    """SIGKILL to ``pid`` and its descendants, the session it leads, and whoever carries ``marker``.

    ``variable`` names the environment variable that holds the marker. Blocks until no such process is left, at
    most for about a second; a zombie does not count.
    """
    for relative in _descendants(pid):
        _kill(relative)
    for _ in range(_ROUNDS):
        strays = [found for found in psutil.pids() if _belongs(found, pid, variable, marker)]
        if not strays:
            return
        for stray in strays:
            _kill(stray)
        time.sleep(_PAUSE)


def _descendants(pid: int) -> list[int]:
    with suppress(psutil.Error):
        leader = psutil.Process(pid)
        leader.suspend()  # So that it cannot fork while its children are listed.
        return [*(child.pid for child in leader.children(recursive=True)), pid]
    return []


def _belongs(pid: int, leader: int, variable: str, marker: str) -> bool:
    with suppress(psutil.Error, OSError):
        process = psutil.Process(pid)
        related = os.getsid(pid) == leader or process.environ().get(variable) == marker
        return related and process.status() != psutil.STATUS_ZOMBIE
    return False


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL)
