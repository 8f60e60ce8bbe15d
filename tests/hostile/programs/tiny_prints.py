"""Flushes twenty thousand small prints.

Ends: passed
"""


def run():
    for _ in range(20_000):
        print("x", flush=True)
