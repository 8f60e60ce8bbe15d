"""Four children go on computing after the test is over its time.

Ends: failed, took longer than
Seconds: 1
"""

import os
import signal
import time


def run():
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
    ends = time.monotonic() + 20
    for _ in range(3):
        if os.fork() == 0:
            break
    while time.monotonic() < ends:
        pass
    os._exit(0)
