"""Opens five thousand files.

Ends: failed, Too many open files
"""


def run():
    held = [open("/dev/null") for _ in range(5000)]
    assert held
