"""Ends the process with the code of success.

Ends: crashed, exit code 0
"""

import os


def run():
    os._exit(0)
