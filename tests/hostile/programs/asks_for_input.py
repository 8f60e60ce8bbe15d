"""Waits for input.

Ends: failed, Error
"""


def run():
    assert input() == "yes"
