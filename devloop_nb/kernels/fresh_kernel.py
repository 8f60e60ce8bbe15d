"""A kernel that has run nothing: its start, what it is told, and its end."""

import asyncio
import sys
import time
import uuid
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import IO, Any

from jupyter_client.connect import write_connection_file

from devloop_nb.kernels.conversation import Conversation
from devloop_nb.kernels.forks.process import ForkedProcess
from devloop_nb.kernels.kernel_process import Process, kill
from devloop_nb.kernels.order import STAND_BY, Program
from devloop_nb.kernels.output_log import OutputLog
from devloop_nb.kernels.scratch import Scratch
from devloop_nb.values.errors import KernelUnavailable

START_SECONDS, _ASK_AGAIN_SECONDS = 30.0, 0.5
# Starts a process for a scratch folder, with a marker in its environment, its output to a log.
Start = Callable[[Scratch, str, IO[bytes]], Awaitable[Process]]


class FreshKernel:
    """One kernel in ``scratch``, which is filled. Its life: ``start``, ``execute`` and ``receive``, ``end``."""

    def __init__(self, scratch: Scratch, start: Start) -> None:
        self.scratch, self._marker, self._start = scratch, uuid.uuid4().hex, start
        self._log: OutputLog | None = None
        self._process: Process | None = None
        self._conversation = Conversation()
        self._waits, self._files = "", dict[str, str]()

    async def prepare(self, files: Mapping[str, str]) -> None:
        """Makes the folder, with these files in it. Raises ``KernelUnavailable``."""
        # A task of its own would be cancelled with all others when the event loop ends, and its thread would go on.
        await unbroken(asyncio.get_running_loop().run_in_executor(None, self.scratch.fill, files))

    async def start(self) -> None:
        """Returns when the kernel takes requests. Raises ``KernelUnavailable``."""
        self._log = OutputLog(self.scratch.work)
        file, key = str(self.scratch.connection_file), uuid.uuid4().hex.encode()
        write_connection_file(file, transport="ipc", ip=str(self.scratch.sockets), key=key)
        starting = asyncio.ensure_future(self._start(self.scratch, self._marker, self._log.file))
        try:
            await unbroken(starting)
        except OSError as error:
            raise self._unavailable(str(error)) from error
        finally:
            if not starting.cancelled() and not starting.exception():
                self._process = starting.result()
        self._conversation.open(file)
        await self._answer()

    async def _answer(self) -> None:
        """The first message: a welcome, or where a kernel sends none, the answer to a question."""
        ends = time.monotonic() + START_SECONDS
        while await self.receive(_ASK_AGAIN_SECONDS) is None:
            self._check(ends)
            self._conversation.greet()

    async def stand_by(self) -> None:
        """Returns when all is done that can be done before a suite is known. Raises ``KernelUnavailable``."""
        ends = time.monotonic() + START_SECONDS
        self._waits = self._conversation.ask()
        self._conversation.tell(STAND_BY.told())
        while (message := await self.receive(_ASK_AGAIN_SECONDS)) is None or message["msg_type"] != "display_data":
            self._check(ends)

    def _check(self, ends: float) -> None:
        if self.exit_code is not None:
            raise self._unavailable(f"it ended at once with code {self.exit_code}")
        if time.monotonic() > ends:
            raise self._unavailable(f"it said nothing for {START_SECONDS:g} s")

    def _unavailable(self, why: str) -> KernelUnavailable:
        last = self.last_words.splitlines()[-1:]
        mend = f"Check that `{sys.executable} -m ipykernel_launcher --version` works and that the machine has room."
        return KernelUnavailable("A fresh kernel does not start", ": ".join([why, *last]), mend)

    def bring(self, files: Mapping[str, str]) -> None:
        """Files for the working folder of a kernel that stands by; it writes them, inside its fence."""
        self._files = dict(files)

    def execute(self, program: Program) -> str:
        """Sends what is to be run and returns the id that the messages about it carry."""
        request = self._waits or self._conversation.ask()
        self._conversation.tell({"files": self._files, **program.told(standing_by=bool(self._waits))})
        return request

    async def receive(self, seconds: float) -> dict[str, Any] | None:
        """The next message, or None where none came in time or it cannot be read."""
        return await self._conversation.receive(seconds)

    @property
    def pid(self) -> int:
        """The number of the process that was started; others may descend from it."""
        return self._process.pid if self._process else 0

    async def is_current(self) -> bool:
        """Whether it lives, and has imported what a kernel would import now."""
        if self._process is None or self._process.poll() is not None:
            return False
        return not isinstance(self._process, ForkedProcess) or await self._process.is_current()

    @property
    def exit_code(self) -> int | None:
        """None while the kernel lives; a negative number is the signal that ended it."""
        return self._process.poll() if self._process else None

    @property
    def last_words(self) -> str:
        """The end of what the process wrote past Jupyter's streams."""
        return self._log.last_words if self._log else ""

    async def end(self) -> None:
        """Kills the kernel with all that descends from it, and waits until it is gone."""
        self._conversation.close()
        await unbroken(asyncio.get_running_loop().run_in_executor(None, self._kill))

    def _kill(self) -> None:
        if self._process:
            kill(self._process, self.scratch, self._marker)
        if self._log:
            self._log.close()
        self.scratch.remove()


async def unbroken(work: Awaitable[object]) -> None:
    """Waits for work that a cancellation must not cut in two: it ends first, however often one comes."""
    future = asyncio.ensure_future(work)
    try:
        await asyncio.shield(future)
    except asyncio.CancelledError:
        while not future.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait([future])
        raise
