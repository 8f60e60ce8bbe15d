"""Sends the key to a socket that has a name but no file.

Ends: failed, Errno
"""

import socket


def run():
    with socket.socket(socket.AF_UNIX) as sink:
        sink.connect("\0" + OUTSIDE["abstract"])
        sink.send(b"key")
