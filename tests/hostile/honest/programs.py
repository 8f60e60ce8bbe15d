"""Runs other programs: this interpreter, a shell, git's kind of tools.

Ends: passed
"""

import subprocess
import sys


def run():
    told = subprocess.run([sys.executable, "-c", "print(6 * 7)"], capture_output=True, text=True, check=True)
    assert told.stdout == "42\n"
    told = subprocess.run("echo a b | tr ' ' '\n' | sort -r | head -1", shell=True, capture_output=True, text=True)
    assert told.stdout == "b\n"
