"""Waits for input.

Ends: failed, StdinNotImplementedError
"""


def run():
    assert input() == "yes"
