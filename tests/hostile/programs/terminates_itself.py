"""Asks itself to end, which is no timeout.

Ends: crashed, SIGTERM
"""

import os
import signal


def run():
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGTERM)
