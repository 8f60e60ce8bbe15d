"""Writes up to 400 MiB into the journal of its own tests.

Ends: failed, File too large
"""


def run():
    with open("../journal", "ab") as file:
        for _ in range(400):
            file.write(bytes(2**20))
