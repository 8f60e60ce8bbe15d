"""Maps memory: without a name, of a file, as an array, and shared between two processes.

Ends: passed
"""

import mmap
import multiprocessing
import os
from multiprocessing.shared_memory import SharedMemory

import numpy as np


def run():
    block = mmap.mmap(-1, 2**20)
    if os.fork() == 0:
        block[:5] = b"child"
        os._exit(0)
    os.wait()
    assert block[:5] == b"child"
    array = np.memmap("array.bin", dtype="float64", mode="w+", shape=(1000,))
    array[:] = 2
    array.flush()
    assert np.memmap("array.bin", dtype="float64", mode="r").sum() == 2000
    shared = SharedMemory(create=True, size=1000)
    shared.buf[0] = 7
    other = SharedMemory(shared.name)
    assert other.buf[0] == 7
    other.close()
    shared.close()
    shared.unlink()
    value = multiprocessing.Value("i", 3)
    with value.get_lock():
        value.value += 1
    assert value.value == 4
