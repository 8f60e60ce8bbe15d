"""Opens up to 300 terminals; the machine has one number of them for all.

Ends: failed, No space left on device
"""

import os


def run():
    for _ in range(300):
        os.open("/dev/ptmx", os.O_RDWR | os.O_NOCTTY)
