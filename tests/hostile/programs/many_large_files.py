"""Writes up to thirty files of 32 MiB.

Ends: failed, No space left on device
"""


def run():
    for number in range(30):
        with open(f"hostile-{number}", "wb") as file:
            file.write(bytes(32 * 2**20))
