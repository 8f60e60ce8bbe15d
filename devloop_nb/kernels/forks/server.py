"""The session's side of a template: starts it when it is first needed, and asks it for kernels."""

import asyncio
import os
import socket
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any
from weakref import WeakSet

from devloop_nb.kernels.forks.channel import enclose, pair, receive, send
from devloop_nb.kernels.forks.process import ForkedProcess, readable
from devloop_nb.kernels.forks.template_process import TemplateProcess

_START_SECONDS, _END_SECONDS = 20.0, 5.0


class ForkFailed(Exception):
    """No kernel could be forked; the text says why."""


class TemplateLost(ForkFailed):
    """The template has ended, or has imported what is no longer there; another may do."""


class ForkServer:
    """One template, which has imported ``preload`` under ``environment``."""

    def __init__(self, preload: Sequence[str], environment: Mapping[str, str]) -> None:
        self._control, theirs = pair()
        self._forking, self._kernels = 0, WeakSet[ForkedProcess]()
        with theirs:
            self._template = TemplateProcess(theirs.fileno(), preload, environment)

    @property
    def lives(self) -> bool:
        """Whether it is worth asking."""
        return self._template.lives

    async def fork(self, spec: Mapping[str, Any], stdout: int, stderr: int) -> ForkedProcess:
        """A kernel whose sockets are bound. Raises ``ForkFailed``."""
        file = enclose(spec)
        channel = self._ask("fork", file, stdout, stderr)
        os.close(file)
        self._forking += 1
        try:
            process = await self._born(channel)
        except BaseException:
            await asyncio.to_thread(_call_off, channel)
            raise
        finally:
            self._forking -= 1
        self._kernels.add(process)
        process.is_current = self.is_current
        return process

    async def _born(self, channel: socket.socket) -> ForkedProcess:
        """The template tells the number, the child that it is ready; either may be the first."""
        told: dict[str, Any] = {}
        files: list[int] = []
        try:
            async with asyncio.timeout(_START_SECONDS):
                while "pid" not in told or not told.keys() & {"bound", "problem"}:
                    message, more = await self._hear(channel)
                    told |= message
                    files += more
        except BaseException as error:
            for file in files:
                os.close(file)
            if isinstance(error, TimeoutError):
                who = f"kernel {told['pid']}" if told else "the template"
                raise ForkFailed(f"nothing was heard of {who} for {_START_SECONDS:g} s") from None
            raise
        process = ForkedProcess(channel, told["pid"], *files)
        if "problem" in told:
            process.wait()
            raise ForkFailed(told["problem"].splitlines()[-1])
        return process

    @property
    def busy(self) -> bool:
        """Whether a kernel of it lives or is on its way."""
        return self._forking > 0 or any(kernel.returncode is None for kernel in self._kernels)

    async def is_current(self) -> bool:
        """Whether the template lives and has imported what it would import now."""
        try:
            with self._ask("check") as channel:
                await self._hear(channel)
        except ForkFailed:
            return False
        return True

    def _ask(self, what: str, *files: int) -> socket.socket:
        ours, theirs = pair()
        with theirs:
            try:
                send(self._control, {"do": what}, [theirs.fileno(), *files])
            except OSError as error:
                ours.close()
                raise TemplateLost(self._template.last_words) from error
        return ours

    async def _hear(self, channel: socket.socket) -> tuple[dict[str, Any], list[int]]:
        await readable(channel.fileno())
        answer = receive(channel)
        if answer is None:
            raise TemplateLost(self._template.last_words)
        if answer[0].get("current") is False:
            raise TemplateLost("the installed packages change all the time")
        return answer

    def retire(self) -> None:
        """No more kernels: the template ends with the last of those that live."""
        self._control.close()

    def close(self) -> None:
        """Waits for the end of a template that has retired; blocks. With it end the kernels that are left."""
        self._template.close(_END_SECONDS)


def _call_off(channel: socket.socket) -> None:
    """The template kills what nobody waits for, and says so when it is gone. Blocks."""
    with channel, suppress(OSError):
        channel.settimeout(_END_SECONDS)
        channel.shutdown(socket.SHUT_WR)
        while (answer := receive(channel)) and "code" not in answer[0]:
            for file in answer[1]:
                os.close(file)
