"""Uses the calls that most escapes begin with.

Ends: failed, none of
"""

import ctypes

NAMES = {
    "keyctl": (250, 0, -3, 0), "add_key": (248, b"user", b"hostile", b"x", 1, -3), "bpf": (321, 0, None, 0),
    "io_uring_setup": (425, 1, bytes(120)), "perf_event_open": (298, bytes(128), 0, -1, -1, 0),
    "userfaultfd": (323, 1), "open_by_handle_at": (304, -100, bytes(16), 0), "kcmp": (312, 1, 2, 0, 0, 0),
    "fsopen": (430, b"tmpfs", 0), "pidfd_getfd": (438, 0, 0, 0), "add by the old gate": (0x40000000 | 250, 0, -3, 0),
}  # fmt: skip


def run():
    libc = ctypes.CDLL(None, use_errno=True)
    worked = [name for name, arguments in NAMES.items() if libc.syscall(*arguments) >= 0]
    assert worked, "none of it worked"
