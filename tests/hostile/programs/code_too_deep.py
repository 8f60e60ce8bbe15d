"""Is code that no parser gets through.

Ends: error, Error
"""

x = eval("-" * 100_000 + "1")


def run():
    raise AssertionError("wrong")
