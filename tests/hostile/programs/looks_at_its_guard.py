"""Looks at the process that guards it from inside: at its memory, its files and its name spaces.

Ends: failed, none of
"""

import os


def run():
    worked = []
    for name in ("mem", "environ", "maps", "fd", "root", "cwd", "exe", "ns/mnt", "ns/net"):
        path = f"/proc/1/{name}"
        for look in (os.listdir, os.readlink, lambda path: open(path, "rb").close()):
            try:
                # What can be opened and says nothing is no look at anything.
                if look(path) is not None or open(path, "rb").read(1):
                    worked.append(name)
            except OSError:
                pass
    assert worked, "none of it worked"
