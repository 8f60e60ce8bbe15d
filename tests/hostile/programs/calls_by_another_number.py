"""Makes system calls under the numbers that they have for programs with short pointers, and by their raw numbers.

Ends: failed, none of
"""

import ctypes


def run():
    libc = ctypes.CDLL(None, use_errno=True)
    new_user = 0x10000000
    calls = [
        (0x40000000 | 272, new_user),
        (272, new_user),
        (56, new_user | 17, 0, 0, 0, 0),
        (435, ctypes.create_string_buffer((new_user).to_bytes(8, "little") + bytes(56)), 64),
        (0x40000000 | 101, 16, 1, 0, 0),
    ]
    assert any(libc.syscall(*map(_wide, call)) >= 0 for call in calls), "none of it worked"


def _wide(value):
    return ctypes.c_long(value) if isinstance(value, int) else value
