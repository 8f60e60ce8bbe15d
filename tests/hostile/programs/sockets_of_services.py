"""Looks for the sockets of an agent and a daemon in the home.

Ends: failed, FileNotFoundError
"""

import socket


def run():
    with socket.socket(socket.AF_UNIX) as sink:
        sink.connect(OUTSIDE["home"] + "/agent.sock")
        sink.send(b"key")
