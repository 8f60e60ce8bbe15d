"""Kills everybody it can, and does so only in a namespace of processes.

Ends: any
"""

import os
import signal
from pathlib import Path


def run():
    if os.getppid() != 1 or os.getpid() > 99 or Path(f"/proc/{OUTSIDE['pid']}").exists():
        raise RuntimeError("this is no namespace of its own")
    os.kill(-1, signal.SIGKILL)
