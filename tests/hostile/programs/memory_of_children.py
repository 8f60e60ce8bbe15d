"""Eight children take 200 MiB each: no one too much, together too much.

Ends: crashed, its processes held
"""

import os
import signal
import time


def run():
    for _ in range(8):
        if os.fork() == 0:
            signal.alarm(10)
            held = b"x" * (200 * 2**20)
            time.sleep(8)
            os._exit(len(held) == 0)
    time.sleep(5)
