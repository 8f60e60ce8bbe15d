"""Leaves a process that wants to write and to speak later.

Ends: passed
"""

import os
import socket
import time


def run():
    if os.fork():
        return
    os.setsid()
    if os.fork():
        os._exit(0)
    time.sleep(2)
    open(OUTSIDE["home"] + "/late", "w").close()
    socket.create_connection(("127.0.0.1", OUTSIDE["tcp"]), 1).send(b"late")
    os._exit(0)
