"""Sends the key over IPv6 to this machine.

Ends: failed, Errno
"""

import socket


def run():
    with socket.create_connection(("::1", OUTSIDE["tcp6"]), 2) as sink:
        sink.send(b"key")
