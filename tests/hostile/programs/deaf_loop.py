"""Ignores every signal it can, and loops.

Ends: timeout, did not stop
Seconds: 1
"""

import signal
import time


def run():
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    ends = time.monotonic() + 30
    while time.monotonic() < ends:
        pass
