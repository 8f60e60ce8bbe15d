"""Kills the process that started it.

Ends: any not passed
"""

import os
import signal


def run():
    if OUTSIDE["victim"]:  # A process of the test's own, which stands for the one that started this.
        os.kill(OUTSIDE["victim"], signal.SIGKILL)
