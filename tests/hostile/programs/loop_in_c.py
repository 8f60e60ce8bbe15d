"""Counts in C, where no signal is looked at.

Ends: timeout, did not stop
Seconds: 1
"""

from collections import deque


def run():
    deque(range(2 * 10**9), maxlen=0)
