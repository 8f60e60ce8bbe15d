"""Kills itself.

Ends: crashed, SIGKILL
"""

import os
import signal


def run():
    os.kill(os.getpid(), signal.SIGKILL)
