"""Holds 600 MiB in segments that outlive a process.

Ends: failed, shmget: Operation not permitted
"""

import ctypes
import os


def run():
    libc = ctypes.CDLL(None, use_errno=True)
    libc.shmat.restype = ctypes.c_void_p
    for _ in range(6):
        segment = libc.shmget(0, ctypes.c_size_t(100 * 2**20), 0o1600)
        if segment < 0:
            raise OSError(f"shmget: {os.strerror(ctypes.get_errno())}")
        place = libc.shmat(segment, None, 0)
        ctypes.memset(place, 1, 100 * 2**20)
        libc.shmctl(segment, 0, None)
