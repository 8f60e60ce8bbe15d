"""Fills memory that processes share and then looks away from it, so that it is in none of them: 3 times 200 MiB.

Ends: crashed, may hold
Memory: 400
"""

import mmap
import os
import signal
import time


def run():
    for _ in range(3):
        if os.fork() == 0:
            signal.alarm(10)
            block = mmap.mmap(-1, 200 * 2**20)
            for start in range(0, len(block), 2**23):
                block[start : start + 2**23] = b"x" * 2**23
                block.madvise(mmap.MADV_DONTNEED)
            time.sleep(9)
            os._exit(0)
    time.sleep(5)
