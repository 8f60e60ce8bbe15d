"""The environment of a forked process, also as others see it in ``/proc``."""

import ctypes
import os
from collections.abc import Mapping
from pathlib import Path

# The template is started with a variable of this name, whose length is the room for a kernel's environment.
ROOM, ROOM_BYTES = "DEVLOOP_ROOM", 16 * 1024
_START, _END = 47, 48  # Fields 50 and 51 of /proc/pid/stat, counted after the name of the process.


def replace_environment(environment: Mapping[str, str]) -> None:
    """Sets exactly these variables. ``/proc`` goes on to show what a process began with, so that is written over."""
    os.environ.clear()
    os.environ.update(environment)
    fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
    start, end = int(fields[_START]), int(fields[_END])
    block = b"".join(os.fsencode(f"{name}={value}") + b"\0" for name, value in environment.items())
    if start and end > start:
        ctypes.memmove(start, block[: end - start - 1].ljust(end - start, b"\0"), end - start)
