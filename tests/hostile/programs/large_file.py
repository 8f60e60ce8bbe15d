"""Writes a file of up to 1 GiB.

Ends: failed, File too large
"""


def run():
    with open("hostile-large", "wb") as file:
        for _ in range(1024):
            file.write(bytes(2**20))
