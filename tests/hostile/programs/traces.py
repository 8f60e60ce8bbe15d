"""Traces a child of its own, and reads and writes its memory.

Ends: failed, none of
"""

import ctypes
import os
import signal
import time


def run():
    child = os.fork()
    if child == 0:
        signal.alarm(5)
        time.sleep(4)
        os._exit(0)
    libc = ctypes.CDLL(None, use_errno=True)
    buffer = ctypes.create_string_buffer(8)
    vector = (ctypes.c_void_p * 2)(ctypes.addressof(buffer), 8)
    worked = [libc.ptrace(16, child, 0, 0) >= 0, libc.process_vm_readv(child, vector, 1, vector, 1, 0) > 0]
    os.kill(child, signal.SIGKILL)
    assert any(worked), "none of it worked"
