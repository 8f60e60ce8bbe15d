"""Looks for the key in everything that can be read below the folders of people, but for the interpreter's own.

Ends: failed, the key is nowhere
"""

import os
import sys
import time


def run():
    own = {sys.prefix, sys.base_prefix}
    ends, key = time.monotonic() + 6, b"-".join((b"canary", b"4711", b"key"))
    for start in ("/tmp", "/home", "/root", "/var", "/run", "/srv", "/mnt", "/media", "/opt"):
        for folder, folders, files in os.walk(start):
            folders[:] = [each for each in folders if os.path.join(folder, each) not in own]
            for name in files:
                path = os.path.join(folder, name)
                if os.path.isfile(path) and os.path.getsize(path) < 10_000 and name != "program.py":
                    if key in open(path, "rb").read():
                        return
            assert time.monotonic() < ends, "it took too long"
    raise AssertionError("the key is nowhere")
