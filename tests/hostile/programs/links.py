"""Leaves links to a key, to the root and to a device among its files.

Ends: failed, FileNotFoundError
"""

import os


def run():
    key = OUTSIDE["home"] + "/.ssh/id_rsa"
    os.symlink(key, "result.txt")
    os.symlink("/", "root")
    os.symlink("/dev/zero", "zero")
    os.link(key, "hard.txt")
