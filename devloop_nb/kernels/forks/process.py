"""A forked process, as its session sees it."""

import asyncio
import os
import select
import signal
import socket
import threading
from collections.abc import Awaitable, Callable
from typing import IO, Any

from devloop_nb.kernels.forks.channel import receive, send

_ANSWER_SECONDS = 30.0


class ForkedProcess:
    """Like ``subprocess.Popen``; its number stays its own until its end was asked for with ``poll`` or ``wait``.

    ``is_current`` tells whether its template is up to date. ``usage`` has, after the end, what the process itself
    and whom it waited for have used: seconds of processor time (``utime``, ``stime``) and ``maxrss`` in KiB, which
    counts from what the template holds.
    """

    stdin: IO[bytes] | None = None
    stdout: IO[bytes] | None = None
    stderr: IO[bytes] | None = None

    def __init__(self, channel: socket.socket, pid: int, pidfd: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self.usage: dict[str, float] = {}
        self._channel, self._pidfd = channel, pidfd
        self._lock = threading.Lock()
        self.is_current: Callable[[], Awaitable[bool]] = _never

    def poll(self) -> int | None:
        """The exit code, negative for a signal; None while the process lives."""
        with self._lock:
            if self.returncode is None and _readable_now(self._pidfd, 0):
                self._learn()
            return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Blocks until the process has ended. Raises ``TimeoutError``."""
        if self.returncode is None and not _readable_now(self._pidfd, timeout):
            raise TimeoutError(f"process {self.pid} lives on")
        code = self.poll()
        assert code is not None  # Readable means ended.
        return code

    async def ended(self) -> int:
        """Waits without blocking."""
        if self.returncode is None:
            own = os.dup(self._pidfd)  # One event loop cannot watch a descriptor twice.
            try:
                await readable(own)
            finally:
                os.close(own)
        return self.wait()

    def send_signal(self, number: int) -> None:
        """To the process itself, whatever has become of its number."""
        if self.poll() is None:
            signal.pidfd_send_signal(self._pidfd, number)

    def terminate(self) -> None:
        """SIGTERM."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """SIGKILL."""
        self.send_signal(signal.SIGKILL)

    def _learn(self) -> None:
        """Asks the template, the parent; where it is gone its kernels were killed with it."""
        self._channel.settimeout(_ANSWER_SECONDS)
        try:
            send(self._channel, {"do": "reap"})
            answer = receive(self._channel)
        except OSError:
            answer = None
        told: dict[str, Any] = answer[0] if answer else {"code": -signal.SIGKILL}
        self.returncode = int(told.pop("code"))
        self.usage = told
        self._channel.close()
        os.close(self._pidfd)


async def _never() -> bool:
    return False


def _readable_now(descriptor: int, seconds: float | None) -> bool:
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(None if seconds is None else seconds * 1000))


async def readable(descriptor: int) -> None:
    """Waits until there is something to read, or the end of it."""
    loop = asyncio.get_running_loop()
    heard = asyncio.Event()
    loop.add_reader(descriptor, heard.set)
    try:
        await heard.wait()
    finally:
        loop.remove_reader(descriptor)
