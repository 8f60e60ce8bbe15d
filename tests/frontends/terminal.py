"""The real console script at a terminal of so many columns."""

import os
import subprocess
from pathlib import Path

from command_line import COMMAND, environment


def at_terminal(folder: Path, columns: int, *arguments: str, **more: str) -> list[str]:
    """The lines that a command shows there, without the trailing blanks that nobody sees."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    told = environment(TERM="dumb", **more)
    if "COLUMNS" not in more:
        del told["COLUMNS"]
    child = subprocess.Popen([COMMAND, *arguments], cwd=folder, env=told, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown = _all_of(ours)
    os.close(ours)
    assert child.wait(timeout=60) == 0, shown
    return [line.rstrip() for line in shown.splitlines()]


def _all_of(handle: int) -> str:
    """Everything up to the end; Linux says the end of a terminal as an error."""
    read = b""
    while True:
        try:
            part = os.read(handle, 65536)
        except OSError:
            part = b""
        if not part:
            return read.decode()
        read += part
