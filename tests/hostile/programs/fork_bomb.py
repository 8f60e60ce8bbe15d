"""Forks six hundred processes that sleep.

Ends: failed, BlockingIOError
"""

import os
import signal
import time


def run():
    for _ in range(600):
        if os.fork() == 0:
            signal.alarm(20)
            time.sleep(20)
            os._exit(0)
