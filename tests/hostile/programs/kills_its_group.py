"""Kills its group of processes.

Ends: crashed, SIGKILL
"""

import os
import signal


def run():
    os.kill(0, signal.SIGKILL)
