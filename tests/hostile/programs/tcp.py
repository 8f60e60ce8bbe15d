"""Sends the key over TCP to this machine.

Ends: failed, ConnectionRefusedError
"""

import socket


def run():
    with socket.create_connection(("127.0.0.1", OUTSIDE["tcp"]), 2) as sink:
        sink.send(b"key")
