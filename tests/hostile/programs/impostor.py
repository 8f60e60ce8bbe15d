"""Cuts its kernel's connections, takes the place of its sockets, and says there what is no message.

Ends: any not passed
"""

import os
import socket
import stat
import threading
import time
from pathlib import Path

GREETING = b"\xff" + bytes(8) + b"\x7f\x03\x00NULL" + bytes(16) + b"\x00" + bytes(31)


def run():
    places = [path for path in Path("/shared/s").iterdir() if path.is_socket()]
    for place in places:
        place.unlink()
        server = socket.socket(socket.AF_UNIX)
        server.bind(str(place))
        server.listen()
        threading.Thread(target=say, args=(server,), daemon=True).start()
    for number in range(3, 200):
        try:
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                socket.socket(fileno=os.dup(number)).shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
    time.sleep(4)
    os._exit(0)


def say(server):
    for number in range(200):
        other, _ = server.accept()
        try:
            other.sendall(GREETING + (b"\x02" + b"\xff" * 8 if number % 2 else os.urandom(2**16)))
        except OSError:
            pass
        other.close()
