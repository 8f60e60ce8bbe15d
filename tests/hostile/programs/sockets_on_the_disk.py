"""Makes sockets by the ten thousand where only sockets may be made, which is on the host's disk.

Ends: crashed, files
Seconds: 16
"""

import socket
import time


def run():
    for number in range(21_000):
        with socket.socket(socket.AF_UNIX) as each:
            each.bind(f"/shared/s/hostile-{number}")
    time.sleep(3)
