"""Leaves a pipe, a socket, and names that are hard to say.

Ends: passed
"""

import os
import socket


def run():
    os.mkfifo("test_pipe.py")
    socket.socket(socket.AF_UNIX).bind("socket")
    for name in ("-rf", "\x1b[2J", "\udcff", " ", "a" * 255, "..."):
        os.close(os.open(name, os.O_CREAT | os.O_WRONLY))
