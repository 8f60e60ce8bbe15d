"""Fills the folder of the kernel's sockets, which is on the disk.

Ends: failed, PermissionError
"""


def run():
    for number in range(10):
        with open(f"../s/hostile-{number}", "wb") as file:
            file.write(bytes(10 * 2**20))
