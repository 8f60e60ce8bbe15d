"""Takes 400 of the 768 MiB that it may take, and shares some.

Ends: passed
"""

from multiprocessing.shared_memory import SharedMemory


def run():
    held = b"x" * (400 * 2**20)
    block = SharedMemory(create=True, size=50 * 2**20)
    block.buf[:4] = held[:4]
    block.close()
    block.unlink()
