"""What a forked process does to become a kernel like any other."""

import ctypes
import os
import random
import signal
import socket
import sys
import tempfile
import time
import traceback
import types
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from devloop_nb.kernels.fence.entry import enter
from devloop_nb.kernels.fence.spec import Fence
from devloop_nb.kernels.forks.application import start_kernel
from devloop_nb.kernels.forks.channel import disclose, send
from devloop_nb.kernels.forks.surroundings import replace_environment

_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Birth:
    """What a child is given: the channel to its session, its spec, and where its output goes."""

    channel: socket.socket
    spec: int
    stdout: int
    stderr: int


def become_kernel(birth: Birth, own: Iterable[str]) -> None:
    """Returns when the kernel has ended orderly; ``own`` are the template's own modules, which no kernel has."""
    try:
        spec = _leave_template(birth)
        before_kernel(spec, birth.channel)
        _forget(spec, own)
        start_kernel(spec, birth.channel)
    except Exception:  # Whatever keeps the kernel from starting, the session has to hear of it.
        with suppress(OSError):
            send(birth.channel, {"problem": traceback.format_exc()})
        raise


def before_kernel(spec: dict[str, Any], channel: socket.socket) -> None:
    """The place of the fence: called in the child, single-threaded, before anything of the kernel exists.

    By now the child leads a session of its own, dies with the template, has default signals, its own environment
    and working folder, and no open files but 0, 1, 2 and the channel. ``spec`` is what the session asked for.

    A fence may fork again. Then it returns only in the process that is to be the kernel, which has to die with the
    process it was forked from, and that one has to wait for it and end with its exit status, and to close its copy
    of the channel.
    """
    if "fence" in spec:
        enter(Fence(**spec["fence"]), keep=[channel.fileno()])


def _leave_template(birth: Birth) -> dict[str, Any]:
    template = os.getppid()
    os.setsid()
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != template:
        os._exit(1)
    _reset_signals()
    spec = disclose(birth.spec)
    _redirect(birth)
    replace_environment(spec["env"])
    os.chdir(spec["cwd"])
    return spec


def _reset_signals() -> None:
    signal.set_wakeup_fd(-1)
    for number in signal.valid_signals():
        if callable(signal.getsignal(number)):
            signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def _redirect(birth: Birth) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    for target, descriptor in enumerate((nothing, birth.stdout, birth.stderr)):
        os.dup2(descriptor, target)
    keep = birth.channel.fileno()
    for descriptor in (nothing, birth.stdout, birth.stderr):
        if descriptor > 2:
            with suppress(OSError):  # Both streams may be one.
                os.close(descriptor)
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208  # Names are what is needed.
        if int(name) > 2 and int(name) != keep:
            with suppress(OSError):  # The listing's own.
                os.close(int(name))


def _forget(spec: dict[str, Any], own: Iterable[str]) -> None:
    """Takes away what the template has left in the interpreter."""
    time.tzset()
    tempfile.tempdir = None
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    if "multiprocessing.process" in sys.modules:
        sys.modules["multiprocessing.process"].current_process().authkey = os.urandom(32)
    sys.argv = spec["argv"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    for name in own:
        del sys.modules[name]
