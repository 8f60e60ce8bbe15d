"""Ctrl-C: the first one puts the work to rest, the second one leaves at once."""

import atexit
import contextlib
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

INTERRUPTED = 130


class Interrupts:
    """Those of this process; ``go_on`` names the command that goes on with what is interrupted."""

    def __init__(self) -> None:
        self.go_on: Callable[[], str] | None = None
        self.said = False

    def take_over(self) -> None:
        """From now on they are handled here, unless they are ignored, or somebody else's."""
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, self._first)
            # While the interpreter clears away, an interrupt would kill it, and its exit code would be lost.
            atexit.register(signal.signal, signal.SIGINT, signal.SIG_IGN)

    def _first(self, _number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, self._second)
        if self.go_on:
            _write("stopping; Ctrl-C once more leaves at once")
        raise KeyboardInterrupt

    def _second(self, _number: int, _frame: FrameType | None) -> None:
        """Nothing is waited for: what is not stored yet is lost, and the run counts as interrupted."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if not self.said:
            on = f" Go on with: {self.go_on()}" if self.go_on else ""
            _write(f"devloop-nb: left at once; what was stored is kept.{on}")
        _kill_children()
        os._exit(INTERRUPTED)


def _kill_children() -> None:
    import psutil

    with contextlib.suppress(psutil.Error):
        for child in psutil.Process().children(recursive=True):
            with contextlib.suppress(psutil.Error):
                child.kill()


def _write(line: str) -> None:
    """Past the stream, which may be in the middle of a line of its own; a terminal has echoed ^C before."""
    with contextlib.suppress(OSError):
        os.write(2, f"{chr(10) if sys.stderr.isatty() else ''}{line}\n".encode())


INTERRUPTS = Interrupts()
