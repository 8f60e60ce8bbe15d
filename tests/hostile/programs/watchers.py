"""Starts up to 900 watches over the files of the system.

Ends: failed, Too many open files
"""

import ctypes
import os


def run():
    libc = ctypes.CDLL(None, use_errno=True)
    for _ in range(900):
        watch = libc.inotify_init1(0)
        if watch < 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        libc.inotify_add_watch(watch, b"/usr/bin", 0xFFF)
