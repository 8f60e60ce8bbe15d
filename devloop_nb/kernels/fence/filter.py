"""A seccomp filter: the system calls that generated code has no use for are refused."""

import ctypes
import errno
import platform
import struct
from collections.abc import Iterable, Iterator

from devloop_nb.kernels.fence.system_calls import NAMESPACES, call

# Numbers for x86_64 and aarch64; from 424 on all architectures agree.
_REFUSED = {
    # A new root, new namespaces, other processes' memory.
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51), "unshare": (272, 97),
    "setns": (308, 268), "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "kcmp": (312, 272), "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265),
    "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430), "fsconfig": (431, 431),
    "fsmount": (432, 432), "fspick": (433, 433), "pidfd_getfd": (438, 438), "process_madvise": (440, 440),
    "mount_setattr": (442, 442), "open_tree_attr": (467, 467),
    # Keys, programs in the kernel, rings that pass a filter by.
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219), "bpf": (321, 280),
    "perf_event_open": (298, 241), "userfaultfd": (323, 282), "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426), "io_uring_register": (427, 427), "fanotify_init": (300, 262),
    # Memory that is in no process and no file system, so that nobody would count it.
    "memfd_create": (319, 279), "memfd_secret": (447, 447), "shmget": (29, 194), "msgget": (68, 186),
    # The machine.
    "kexec_load": (246, 104), "kexec_file_load": (320, 294), "init_module": (175, 105), "finit_module": (313, 273),
    "delete_module": (176, 106), "reboot": (169, 142), "swapon": (167, 224), "swapoff": (168, 225),
    "acct": (163, 89), "quotactl": (179, 60), "quotactl_fd": (443, 443), "syslog": (103, 116),
    "settimeofday": (164, 170), "clock_settime": (227, 112), "adjtimex": (159, 171), "clock_adjtime": (305, 266),
    "sethostname": (170, 161), "setdomainname": (171, 162), "vhangup": (153, 58), "lookup_dcookie": (212, 18),
}  # fmt: skip
_REFUSED_X86 = (172, 173, 154)  # iopl, ioperm, modify_ldt
_CLONE, _CLONE3, _SOCKET, _IOCTL = (56, 220), 435, (41, 198), (16, 29)
_FAMILIES = (1, 2, 10)  # AF_UNIX, AF_INET, AF_INET6: no machine is reached over another, such as AF_VSOCK.
_NETLINK, _ROUTE = 16, 0
_TYPING_FOR_OTHERS = (0x5412, 0x541C)  # TIOCSTI, TIOCLINUX
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER, _ARCHITECTURE, _FIRST, _SECOND, _THIRD = 0, 4, 16, 24, 32
_X32 = 0x40000000
_SECCOMP_MODE_FILTER, _PR_SET_SECCOMP = 2, 22
Step = tuple[int, int, int, int]


def refuse_system_calls() -> None:
    """For this process and whatever descends from it. Raises ``OSError``."""
    machine = platform.machine()
    if machine not in _MACHINES:
        raise OSError(errno.ENOSYS, f"no list of system calls for {machine}")
    program = b"".join(struct.pack("HBBI", *step) for step in _program(*_MACHINES[machine]))
    steps = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(steps))
    call("prctl", _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, header, 0, 0)


def _program(column: int, architecture: int) -> Iterator[Step]:
    yield (_LOAD, 0, 0, _ARCHITECTURE)
    yield (_EQUAL, 1, 0, architecture)
    yield (_RETURN, 0, 0, _KILL)
    yield (_LOAD, 0, 0, _NUMBER)
    if column == 0:
        yield from _answer((_AT_LEAST, _X32), errno.ENOSYS)
    for number in (*(numbers[column] for numbers in _REFUSED.values()), *(_REFUSED_X86 if column == 0 else ())):
        yield from _answer((_EQUAL, number), errno.EPERM)
    # Its flags lie in memory, where a filter cannot look; the C library then takes the older call.
    yield from _answer((_EQUAL, _CLONE3), errno.ENOSYS)
    yield from _check(_CLONE[column], _FIRST, [(_ANY_BIT, sum(NAMESPACES.values()))])
    yield from _check(_IOCTL[column], _SECOND, [(_EQUAL, each) for each in _TYPING_FOR_OTHERS])
    yield from _sockets(_SOCKET[column])
    yield (_RETURN, 0, 0, _ALLOW)


def _answer(condition: tuple[int, int], error: int) -> Iterator[Step]:
    """Fails with ``error`` where the condition holds."""
    operation, value = condition
    yield (operation, 0, 1, value)
    yield (_RETURN, 0, 0, _REFUSE | error)


def _check(number: int, argument: int, conditions: Iterable[tuple[int, int]]) -> Iterator[Step]:
    """One call that fails where a condition holds for its argument."""
    steps: list[Step] = [(_LOAD, 0, 0, argument)]
    for condition in conditions:
        steps += _answer(condition, errno.EPERM)
    yield (_EQUAL, 0, len(steps) + 1, number)
    yield from steps
    yield (_RETURN, 0, 0, _ALLOW)


def _sockets(number: int) -> Iterator[Step]:
    """The call that makes a socket fails for all families but some; of netlink there is what lists interfaces."""
    steps: list[Step] = [(_LOAD, 0, 0, _FIRST)]
    for family in _FAMILIES:
        steps += [(_EQUAL, 0, 1, family), (_RETURN, 0, 0, _ALLOW)]
    steps += [(_EQUAL, 0, 3, _NETLINK), (_LOAD, 0, 0, _THIRD), (_EQUAL, 0, 1, _ROUTE), (_RETURN, 0, 0, _ALLOW)]
    yield (_EQUAL, 0, len(steps) + 1, number)
    yield from steps
    yield (_RETURN, 0, 0, _REFUSE | errno.EAFNOSUPPORT)
