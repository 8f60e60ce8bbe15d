"""The way in: the calling process goes on inside the fence, with a guard outside that ends as it ends."""

import os
import resource
import signal
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from devloop_nb.kernels.fence.filter import refuse_system_calls
from devloop_nb.kernels.fence.guard import die_with, guard, reap
from devloop_nb.kernels.fence.landlock import restrict
from devloop_nb.kernels.fence.spec import LARGEST_FILE_MIB, OPEN_FILES, Fence
from devloop_nb.kernels.fence.system_calls import (
    NAMESPACES,
    PR_SET_DUMPABLE,
    PR_SET_NO_NEW_PRIVS,
    call,
    drop_capabilities,
    prctl,
    raise_loopback,
)
from devloop_nb.kernels.fence.view import NOBODY, build

NOT_FENCED = 77
_OF_LAYER = {
    "files": ("mounts", "names", "control groups"),
    "network": ("network", "queues"),
    "processes": ("processes",),
}


def enter(fence: Fence, keep: Sequence[int] = ()) -> None:
    """Returns inside the fence, in a child of the caller; the caller itself waits, and ends as the child ends.

    To be called by a process with one thread. Of its open files above 2 only those in ``keep`` stay open, and in
    the child alone. Where the fence cannot be built the process ends with ``NOT_FENCED`` and says why on
    standard error.
    """
    _close_all_but(keep)
    if fence.tier < 2:
        _set_limits(fence)
        return
    folder = Path.cwd()
    try:
        _fork_guarded(fence, keep)
        os.chdir(folder)
    except OSError:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(NOT_FENCED)


def _close_all_but(keep: Sequence[int]) -> None:
    edges = [2, *sorted(keep), os.sysconf("SC_OPEN_MAX")]
    for below, above in pairwise(edges):
        os.closerange(below + 1, above)


def _fork_guarded(fence: Fence, keep: Sequence[int]) -> None:
    """Three processes: a guard outside, the first process of the new namespaces, and the one that returns."""
    by_root = _unshare(fence)
    status, tell = os.pipe()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # An interrupt goes to the whole group, and is not for these two.
    first = os.fork()
    if first:
        _close_all_but([status])
        guard(first, status)
    _shut(fence, by_root)
    die_with(tell)
    os.close(status)
    process = os.fork()
    if process:
        _close_all_but([tell])
        reap(process, tell)
    os.close(tell)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    prctl(PR_SET_DUMPABLE, 1)  # So that it can read and reset its own memory figures.


def _unshare(fence: Fence) -> bool:
    """New namespaces; whether it was done with root's rights, which are yet to be given up."""
    names = {name for layer, names in _OF_LAYER.items() if fence.has(layer) for name in names}
    news = sum(NAMESPACES[name] for name in names)
    if os.geteuid() == 0:
        with suppress(PermissionError):  # Root without its rights, as in many containers, is a user like others.
            call("unshare", news)
            return True
    _become_nobody()
    call("unshare", news)
    return False


def _become_nobody() -> None:
    """A user namespace in which this user is nobody, with all rights over it and none outside."""
    user, group = os.geteuid(), os.getegid()
    call("unshare", NAMESPACES["users"])
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{NOBODY} {user} 1"),
        ("gid_map", f"{NOBODY} {group} 1"),
    ):
        Path(f"/proc/self/{name}").write_text(text)


def _shut(fence: Fence, by_root: bool) -> None:
    """Every layer, from the outermost to the innermost; each takes away what the next does not need."""
    if fence.has("network"):
        raise_loopback()
    if fence.has("files"):
        build(fence, own_processes=fence.has("processes"))
    if by_root and fence.has("user"):
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
        prctl(PR_SET_DUMPABLE, 1)
        _become_nobody()
    # Processes are counted for each user in each user namespace, and a limit set before it would bind all of them.
    _set_limits(fence)
    if fence.has("capabilities"):
        drop_capabilities()
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    if fence.has("landlock") and fence.has("files"):
        with suppress(OSError):  # An older system; the trial says that it is missing.
            restrict(fence)
    if fence.has("seccomp"):
        with suppress(OSError):
            refuse_system_calls()


def _set_limits(fence: Fence) -> None:
    """Bounds what one process can take; nobody inside can raise them again."""
    limits = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_FSIZE: LARGEST_FILE_MIB * 2**20,
    }
    if fence.cpu_seconds:
        limits[resource.RLIMIT_CPU] = int(fence.cpu_seconds) + 1
    if fence.has("user"):
        limits[resource.RLIMIT_NPROC] = fence.processes
    for kind, most in limits.items() if "limits" not in fence.off else ():
        _, hard = resource.getrlimit(kind)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))
