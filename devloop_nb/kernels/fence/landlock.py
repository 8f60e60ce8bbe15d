"""Landlock: what may be written, whatever the rights on the files say; sockets alone in the sockets' folder."""

import os
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

from devloop_nb.kernels.fence.spec import Fence
from devloop_nb.kernels.fence.system_calls import call
from devloop_nb.kernels.fence.view import SHARED, TEMPORARY

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # On every architecture.
_ASK_VERSION, _BENEATH = 1, 1
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR, _REMOVE_FILE = 1, 2, 4, 8, 32
_MAKE_SOCK, _TRUNCATE, _IOCTL_DEV = 1 << 9, 1 << 14, 1 << 15
_READ = _EXECUTE | _READ_FILE | _READ_DIR
_FOR_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV
_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}  # How many rights that version knows; from 5 on it is 16.
_SCOPED_SINCE, _SOCKETS_AND_SIGNALS = 6, 3
_O_PATH = os.O_PATH | os.O_CLOEXEC if hasattr(os, "O_PATH") else 0


def restrict(fence: Fence) -> None:
    """For this process and whatever descends from it. Raises ``OSError`` where Landlock is not to be had."""
    version = call("syscall", _CREATE_RULESET, None, 0, _ASK_VERSION)
    every = (1 << _RIGHTS.get(version, 16)) - 1
    scoped = _SOCKETS_AND_SIGNALS if version >= _SCOPED_SINCE else 0
    ruleset = struct.pack("QQQ", every, 0, scoped)
    size = len(ruleset) if version >= _SCOPED_SINCE else 8
    rules = call("syscall", _CREATE_RULESET, ruleset, size, 0)
    try:
        for path, rights in {**_rights(fence), **dict(_shared(fence))}.items():
            _add(rules, path, rights & every)
        call("syscall", _RESTRICT_SELF, rules, 0)
    finally:
        os.close(rules)


def _rights(fence: Fence) -> Mapping[str, int]:
    everything = ~0
    return {
        "/": _READ,
        "/dev": _READ | _WRITE_FILE | _TRUNCATE | _IOCTL_DEV,
        "/dev/shm": everything,
        "/proc": _READ | _WRITE_FILE | _TRUNCATE,
        TEMPORARY: everything,
        fence.root: everything,
    }


def _shared(fence: Fence) -> Iterator[tuple[str, int]]:
    """What lies on the host's disk takes no new files."""
    for name in fence.shared:
        path = Path(SHARED, name)
        yield str(path), _READ | (_MAKE_SOCK | _REMOVE_FILE if path.is_dir() else _WRITE_FILE | _TRUNCATE)


def _add(rules: int, path: str, rights: int) -> None:
    target = os.open(path, _O_PATH)
    try:
        allowed = rights if Path(path).is_dir() else rights & _FOR_FILES
        call("syscall", _ADD_RULE, rules, _BENEATH, struct.pack("=Qi", allowed, target), 0)
    finally:
        os.close(target)
