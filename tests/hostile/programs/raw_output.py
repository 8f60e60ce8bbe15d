"""Writes 300 MiB past everything that captures, to the first descriptors.

Ends: failed, Errno
"""

import os


def run():
    for _ in range(300):
        for descriptor in (1, 2):
            os.write(descriptor, b"x" * 2**20)
