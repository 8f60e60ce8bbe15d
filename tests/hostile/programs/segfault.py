"""Reads address zero.

Ends: crashed, SIGSEGV
"""

import ctypes


def run():
    ctypes.string_at(0)
