"""Tries to become root again.

Ends: failed, none of
"""

import os
import subprocess


def run():
    worked = []
    for change in (
        lambda: os.setuid(0),
        lambda: os.setgid(0),
        lambda: os.setgroups([0]),
        lambda: os.chown(".", 0, 0),
    ):
        try:
            change()
            worked.append("changed")
        except OSError:
            pass
    for command in (["su", "-c", "id -u"], ["sudo", "-n", "id", "-u"]):
        try:
            if subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=3).stdout == b"0\n":
                worked.append(command[0])
        except (OSError, subprocess.TimeoutExpired):
            pass
    assert worked, "none of it worked"
