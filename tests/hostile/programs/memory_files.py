"""Holds 600 MiB in files that have no name.

Ends: failed, Operation not permitted
"""

import os


def run():
    for number in range(6):
        file = os.memfd_create(f"hostile-{number}")
        for _ in range(100):
            os.write(file, bytes(2**20))
