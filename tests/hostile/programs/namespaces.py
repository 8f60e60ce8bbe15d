"""Makes namespaces, mounts, and roots of its own.

Ends: failed, none of
"""

import ctypes
import os


def run():
    libc = ctypes.CDLL(None, use_errno=True)
    worked = []
    for flag in (0x10000000, 0x20000, 0x40000000, 0x20000000):
        if libc.unshare(flag) == 0:
            worked.append(hex(flag))
        child = libc.syscall(56, flag | 17, None, None, None, None)
        if child == 0:
            os._exit(0)
        if child > 0:
            os.waitpid(child, 0)
            worked.append(f"clone {hex(flag)}")
    if libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) == 0:
        worked.append("mount")
    if libc.chroot(b".") == 0:
        worked.append("chroot")
    if libc.umount2(b"/proc", 2) == 0:
        worked.append("umount")
    if libc.setns(os.open("/proc/self/ns/net", os.O_RDONLY), 0) == 0:
        worked.append("setns")
    assert worked, "none of it worked"
