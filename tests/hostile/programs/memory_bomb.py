"""Takes memory in steps of 128 MiB up to 3 GiB.

Ends: failed, MemoryError
"""


def run():
    held = []
    for _ in range(24):
        held.append(bytearray(128 * 2**20))
