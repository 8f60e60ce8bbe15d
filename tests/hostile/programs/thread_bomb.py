"""Starts a thousand threads that sleep.

Ends: failed, can't start new thread
"""

import threading
import time


def run():
    for _ in range(1000):
        threading.Thread(target=time.sleep, args=(5,), daemon=True).start()
