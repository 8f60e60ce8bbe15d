"""Lets a hundred threads wait for each other.

Ends: passed
Memory: 4096
"""

import threading


def run():
    gate = threading.Barrier(100)
    threads = [threading.Thread(target=gate.wait) for _ in range(99)]
    for thread in threads:
        thread.start()
    gate.wait(10)
    for thread in threads:
        thread.join()
