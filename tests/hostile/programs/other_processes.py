"""Looks for the process that started it, and for its memory.

Ends: failed, FileNotFoundError
"""

from pathlib import Path


def run():
    Path(f"/proc/{OUTSIDE['pid']}/status").read_text()
    open(f"/proc/{OUTSIDE['pid']}/mem", "rb").close()
