"""Fills the shared memory up to 600 MiB.

Ends: failed, No space left on device
"""

from multiprocessing.shared_memory import SharedMemory


def run():
    for number in range(6):
        block = SharedMemory(f"hostile-{number}", create=True, size=100 * 2**20)
        for start in range(0, block.size, 2**20):
            open(f"/dev/shm/hostile-file-{number}", "ab").write(bytes(2**20))
