"""The template: a process of one thread that has imported what kernels need, and is forked for each of them.

It never runs code of a candidate. It ends with its session, or when nobody has wanted a kernel for a while.
"""

import gc
import os
import select
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from devloop_nb.kernels.forks.channel import receive, send
from devloop_nb.kernels.forks.child import Birth, become_kernel
from devloop_nb.kernels.forks.freshness import Freshness
from devloop_nb.kernels.forks.preload import preload
from devloop_nb.kernels.forks.warm_up import warm_up

IDLE_SECONDS, _LINGER_SECONDS = 600, 1.0


class Template:
    """Takes orders from ``control`` until the session, whose pidfd is ``session``, has ended."""

    def __init__(self, control: socket.socket, session: int) -> None:
        self._control, self._session = control, session
        self._kernels: dict[int, tuple[socket.socket, int]] = {}
        self._freshness, self._retired = Freshness(), False
        self._poll = select.poll()
        for descriptor in (control.fileno(), session):
            self._poll.register(descriptor, select.POLLIN)

    def serve(self) -> Birth | None:
        """Returns in the template at its end, with None, and in every child, with what the child is to become."""
        while self._kernels or not self._retired:
            ready = [descriptor for descriptor, _event in self._poll.poll(IDLE_SECONDS * 1000)]
            if self._session in ready or not (ready or self._kernels):
                break
            for descriptor in ready:
                if descriptor in self._kernels:
                    self._answer(descriptor)
                elif birth := self._listen():
                    return birth
        return None

    def _listen(self) -> Birth | None:
        order = receive(self._control)
        if order:
            return self._take(*order)
        self._retired = True
        self._poll.unregister(self._control)
        return None

    def _take(self, order: dict[str, Any], files: list[int]) -> Birth | None:
        kernel, *others = files
        channel = socket.socket(fileno=kernel)
        if self._freshness.lost() or order["do"] != "fork":
            with suppress(OSError), channel:  # The session has not waited.
                send(channel, {"current": not self._freshness.lost()})
            for file in others:
                os.close(file)
            return None
        pid = os.fork()
        if pid == 0:
            return self._leave(Birth(channel, *others))
        for file in others:
            os.close(file)
        self._adopt(channel, pid)
        return None

    def _leave(self, birth: Birth) -> Birth:
        """In the child: nothing that is the template's stays open."""
        self._control.close()
        os.close(self._session)
        for channel, _pid in self._kernels.values():
            channel.close()
        return birth

    def _adopt(self, channel: socket.socket, pid: int) -> None:
        self._kernels[channel.fileno()] = channel, pid
        self._poll.register(channel.fileno(), select.POLLIN)
        pidfd = os.pidfd_open(pid)
        with suppress(OSError):  # The session has not waited: the next poll says so.
            send(channel, {"pid": pid}, [pidfd])
        os.close(pidfd)

    def _answer(self, descriptor: int) -> None:
        """The session has seen that the kernel has ended and asks how, or it does not care any more."""
        channel, pid = self._kernels[descriptor]
        if receive(channel) is None:
            end(pid)
        _pid, status, used = os.wait4(pid, 0)
        how = {"code": os.waitstatus_to_exitcode(status), "utime": used.ru_utime, "stime": used.ru_stime}
        with suppress(OSError):
            send(channel, {**how, "maxrss": used.ru_maxrss})
        self._poll.unregister(descriptor)
        del self._kernels[descriptor]
        channel.close()

    def end_all(self) -> None:
        """Whoever is left, ends with the template."""
        for _channel, pid in self._kernels.values():
            end(pid)


def end(pid: int) -> None:
    """SIGKILL to a kernel, its children and its session; nobody has waited for it yet, so the number is its own.

    Inside a fence the first child is the first process of a namespace: it has ended when nothing is left in there.
    """
    children = _children(pid)
    for child in children:
        signal.pidfd_send_signal(child, signal.SIGKILL)
    for kill in (os.killpg, os.kill):
        with suppress(ProcessLookupError, PermissionError):  # It may not lead its session yet.
            kill(pid, signal.SIGKILL)
    for child in children:
        select.select([child], [], [], _LINGER_SECONDS)
        os.close(child)


def _children(pid: int) -> list[int]:
    """As pidfds."""
    try:
        numbers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [os.pidfd_open(int(number)) for number in numbers]
    except OSError:  # Not every Linux tells, and a child may have ended by now.
        return []


def main() -> None:
    """The process: the control channel's descriptor, the session's pid, and what to import, as arguments."""
    control, session, *wanted = sys.argv[1:]
    pidfd = os.pidfd_open(int(session))
    if os.getppid() != int(session):
        return
    preload(wanted)
    warm_up()
    threads = len(os.listdir("/proc/self/task"))  # noqa: PTH208  # pathlib lists no faster, and this is a plain count.
    if threads != 1:
        raise SystemExit(f"the imports of {' '.join(wanted) or 'a kernel'} leave {threads} threads, which fork badly")
    template = Template(socket.socket(fileno=int(control)), pidfd)
    # Found here: every name that a child looks at, is on a page that it has to copy.
    own = tuple(name for name in sys.modules if name.partition(".")[0] == "devloop_nb")
    gc.collect()
    gc.freeze()  # Else every collection in a child would copy the template's pages.
    birth = template.serve()
    if birth:
        become_kernel(birth, own)
    else:
        template.end_all()
