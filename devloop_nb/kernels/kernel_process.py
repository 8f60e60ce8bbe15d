"""The process of a kernel, and how it is ended with all that descends from it."""

import signal
import subprocess
from contextlib import suppress
from typing import Protocol

from devloop_nb.kernels.environment import MARKER
from devloop_nb.kernels.family import Family
from devloop_nb.kernels.fence.entry import NOT_FENCED
from devloop_nb.kernels.scratch import Scratch

_GUARD_SECONDS = 5.0


class Process(Protocol):
    """What is needed of ``subprocess.Popen``."""

    pid: int

    def poll(self) -> int | None:
        """The exit code, negative for a signal; None while it lives."""

    def wait(self, timeout: float | None = None) -> int:
        """Blocks until it has ended."""


def kill(process: Process, scratch: Scratch, marker: str) -> None:
    """Blocks until the process, and whatever has come of it, is gone."""
    family = Family(process.pid, MARKER, marker, scratch.root)
    if not (scratch.fence.has("processes") and _ends_inside(process, family)):
        if process.poll() is None:
            family.kill_tree()
        family.kill_strays()
    process.wait()


def _ends_inside(guard: Process, family: Family) -> bool:
    """Whether a namespace of its own has ended, with all that was in it; there is no need to look elsewhere."""
    code = guard.poll()
    if code is not None:
        return code not in (NOT_FENCED, -signal.SIGKILL)  # Then the guard may have died before them.
    if family.kill_inside():
        with suppress(TimeoutError, subprocess.TimeoutExpired):
            guard.wait(_GUARD_SECONDS)
            return True
    return False
