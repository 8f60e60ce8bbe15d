"""Prints one line of 20 MiB without an end.

Ends: passed
"""


def run():
    print("x" * 20 * 2**20, end="")
