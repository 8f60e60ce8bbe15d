"""Sends the key over UDP, which needs no answer.

Ends: passed
"""

import socket


def run():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sink:
        sink.sendto(b"key", ("127.0.0.1", OUTSIDE["udp"]))
