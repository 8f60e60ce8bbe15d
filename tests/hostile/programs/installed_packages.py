"""Puts a file into the installed packages that every interpreter would run.

Ends: failed, Errno 30
"""

import sysconfig
from pathlib import Path


def run():
    file = Path(sysconfig.get_path("purelib"), "hostile-canary.pth")
    file.write_text("")
    file.unlink()
