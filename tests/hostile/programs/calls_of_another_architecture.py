"""Makes a system call in the way of 32-bit programs, whose numbers a filter may not know.

Ends: crashed, SIGSYS
"""

import ctypes
import mmap
import platform


def run():
    assert platform.machine() == "x86_64", "the kernel was ended by SIGSYS"
    # mov eax, 310 (unshare); mov ebx, CLONE_NEWUSER; int 0x80; ret
    code = b"\x53\xb8\x36\x01\x00\x00\xbb\x00\x00\x00\x10\xcd\x80\x5b\xc3"
    place = mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    place.write(code)
    address = ctypes.addressof(ctypes.c_char.from_buffer(place))
    ctypes.CFUNCTYPE(ctypes.c_int)(address)()
