"""Takes from itself the right to write and to send, so that nobody hears how it ended.

Ends: any not passed
Seconds: 3
"""

import ctypes
import struct


def run():
    libc = ctypes.CDLL(None, use_errno=True)
    refused = (1, 20, 44, 46, 18)  # write, writev, sendto, sendmsg, pwrite64
    steps = [struct.pack("HBBI", 0x20, 0, 0, 0)]
    for number in refused:
        steps += [struct.pack("HBBI", 0x15, 0, 1, number), struct.pack("HBBI", 0x06, 0, 0, 0x00050000 | 1)]
    program = b"".join([*steps, struct.pack("HBBI", 0x06, 0, 0, 0x7FFF0000)])
    buffer = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(buffer))
    libc.syscall(317, ctypes.c_long(1), ctypes.c_long(1), header)
    raise AssertionError("nobody hears this")
