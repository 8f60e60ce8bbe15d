"""Forks; the parent ends well at once, the child goes on as the kernel.

Ends: crashed, exit code 0
"""

import os
import time


def run():
    if os.fork():
        os._exit(0)
    time.sleep(1)
