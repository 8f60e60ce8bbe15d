"""The Linux system calls that the standard library does not offer, through the C library."""

import ctypes
import fcntl
import os
import socket
import struct

NAMESPACES = {  # CLONE_NEW*
    "mounts": 0x20000,
    "control groups": 0x2000000,
    "names": 0x4000000,
    "queues": 0x8000000,
    "users": 0x10000000,
    "processes": 0x20000000,
    "network": 0x40000000,
}
MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_BIND, MS_REC, MS_PRIVATE = 2, 4, 8, 0x1000, 0x4000, 0x40000
READ_ONLY, NO_SETUID, NO_DEVICES = 1, 2, 4  # MOUNT_ATTR_*
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 1, 4, 24, 38
_MOUNT_SETATTR, _AT_FDCWD, _AT_RECURSIVE, _MNT_DETACH = 442, -100, 0x8000, 2  # 442 on every architecture.
_CAPABILITY_VERSION, _MOST_CAPABILITIES = 0x20080522, 64
_SIOCGIFFLAGS, _SIOCSIFFLAGS, _IFF_UP = 0x8913, 0x8914, 1

_libc = ctypes.CDLL(None, use_errno=True)


def call(name: str, *arguments: int | bytes | None) -> int:
    """Calls a function of the C library. Raises ``OSError`` with the function's name where it fails."""
    converted = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    result = int(getattr(_libc, name)(*converted))
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")
    return result


def prctl(option: int, value: int = 0) -> None:
    """Sets one attribute of the process. Raises ``OSError``."""
    call("prctl", option, value, 0, 0, 0)


def mount(kind: str, target: str, flags: int = 0, options: str = "") -> None:
    """Mounts a new file system. Raises ``OSError``."""
    call("mount", kind.encode(), os.fsencode(target), kind.encode(), flags, options.encode())


def bind(source: str, target: str, attributes: int) -> None:
    """Shows ``source`` also at ``target``, with what is mounted below it. Raises ``OSError``."""
    call("mount", os.fsencode(source), os.fsencode(target), None, MS_BIND | MS_REC, None)
    set_attributes(target, attributes, _AT_RECURSIVE)


def set_attributes(target: str, attributes: int, how: int = 0) -> None:
    """Adds attributes to a mount; it keeps those it has. Raises ``OSError``."""
    wanted = struct.pack("QQQQ", attributes, 0, 0, 0)
    call("syscall", _MOUNT_SETATTR, _AT_FDCWD, os.fsencode(target), how, wanted, len(wanted))


def make_mounts_private() -> None:
    """No mount made from now on is seen outside the namespace. Raises ``OSError``."""
    call("mount", None, b"/", None, MS_REC | MS_PRIVATE, None)


def change_root(folder: str) -> None:
    """Makes a mount the root, and the old root unreachable. Raises ``OSError``."""
    os.chdir(folder)
    call("pivot_root", b".", b".")
    call("umount2", b".", _MNT_DETACH)
    os.chdir("/")


def raise_loopback() -> None:
    """Switches on ``lo``, the only interface of a new network namespace. Raises ``OSError``."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sH22x", b"lo", 0)
        (flags,) = struct.unpack_from("H", fcntl.ioctl(any_socket, _SIOCGIFFLAGS, request), 16)
        fcntl.ioctl(any_socket, _SIOCSIFFLAGS, struct.pack("16sH22x", b"lo", flags | _IFF_UP))


def drop_capabilities() -> None:
    """Gives up every capability, and the way to get one back. Raises ``OSError``."""
    for capability in range(_MOST_CAPABILITIES):
        try:
            prctl(PR_CAPBSET_DROP, capability)
        except OSError:  # The first number that this kernel does not know.
            break
    call("capset", struct.pack("Ii", _CAPABILITY_VERSION, 0), bytes(24))
