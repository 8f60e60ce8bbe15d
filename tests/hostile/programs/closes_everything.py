"""Closes every open file and sleeps.

Ends: any not passed
Seconds: 1
"""

import os
import time


def run():
    os.closerange(0, 1024)
    time.sleep(10)
