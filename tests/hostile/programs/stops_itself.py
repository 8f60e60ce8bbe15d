"""Stops its own process.

Ends: timeout, did not stop
Seconds: 1
"""

import os
import signal


def run():
    os.kill(os.getpid(), signal.SIGSTOP)
