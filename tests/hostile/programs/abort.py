"""Aborts.

Ends: crashed, SIGABRT
"""

import os


def run():
    os.abort()
