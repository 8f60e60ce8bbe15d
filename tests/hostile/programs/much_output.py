"""Prints 300 MiB.

Ends: failed, File too large
"""


def run():
    for _ in range(300):
        print("x" * 2**20)
