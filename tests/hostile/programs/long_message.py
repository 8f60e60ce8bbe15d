"""Raises with a message of 100 MiB, in a chain that bites its tail.

Ends: failed, ValueError
"""


def run():
    first, second = ValueError("x" * 100 * 2**20), KeyError(1)
    first.__cause__, second.__cause__ = second, first
    raise first
