"""A kernel started from nothing through jupyter_client, spoken to over sockets in its own folder."""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Awaitable
from io import BytesIO
from queue import Empty
from typing import IO, Any

import zmq
import zmq.asyncio
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager

from devloop_nb.kernels.environment import MARKER, kernel_environment
from devloop_nb.kernels.family import Family
from devloop_nb.kernels.scratch import Scratch
from devloop_nb.values.errors import KernelUnavailable

START_SECONDS, _ASK_AGAIN_SECONDS, _RECONNECT_MS = 30.0, 0.5, 5
_LOG_BYTES, _LOG_LINES = 64 * 1024, 20

# The parent-death signal ends also a kernel that is stuck in C code and would never look for its parent.
_BOOT = """
import ctypes, os, signal, sys
parent = int(sys.argv.pop(1))
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
if os.getppid() != parent:
    os._exit(1)
from ipykernel.kernelapp import launch_new_instance
launch_new_instance()
"""
_OPTIONS = ("--HistoryManager.enabled=False", "--InteractiveShellApp.ignore_cwd=True")


class _ThisPython(KernelSpecManager):  # type: ignore[misc]  # jupyter_client is untyped here.
    """Knows one kernel: this interpreter's."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        boot = [sys.executable, "-P", "-c", _BOOT, str(os.getpid())]
        argv = [*boot, "-f", "{connection_file}", *_OPTIONS]
        return KernelSpec(argv=argv, display_name=kernel_name, language="python")


class ColdKernel:
    """One kernel in ``scratch``. Its life: ``start``, ``execute`` and ``receive``, ``end``."""

    def __init__(self, scratch: Scratch) -> None:
        self._scratch, self._marker = scratch, uuid.uuid4().hex
        self._context = zmq.asyncio.Context()
        # The client connects before the kernel has bound its sockets; by default it looks again after 100 ms.
        self._context.setsockopt(zmq.RECONNECT_IVL, _RECONNECT_MS)
        self._log: IO[bytes] = BytesIO()
        self._process: subprocess.Popen[bytes] | None = None
        self._client: Any = None

    async def start(self) -> None:
        """Returns when the kernel takes requests. Raises ``KernelUnavailable``."""
        self._log = tempfile.TemporaryFile()  # noqa: SIM115  # Closed in ``end``.
        manager = AsyncKernelManager(
            kernel_spec_manager=_ThisPython(),
            context=self._context,
            transport="ipc",
            ip=str(self._scratch.sockets),
            connection_file=str(self._scratch.connection_file),
        )
        environment = kernel_environment(self._scratch, self._marker)
        streams = {"stdin": subprocess.DEVNULL, "stdout": self._log, "stderr": self._log}
        try:
            await unbroken(manager.start_kernel(env=environment, cwd=str(self._scratch.work), **streams))
        except OSError as error:
            raise self._unavailable(str(error)) from error
        finally:
            self._process = manager.provisioner.process if manager.provisioner else None
        self._client = manager.client(context=self._context)
        self._client.start_channels(stdin=False, hb=False, control=False)
        await self._answer()

    async def _answer(self) -> None:
        """The first message: a welcome, or where a kernel sends none, the answer to a question."""
        ends = time.monotonic() + START_SECONDS
        while await self.receive(_ASK_AGAIN_SECONDS) is None:
            if self.exit_code is not None:
                raise self._unavailable(f"it ended at once with code {self.exit_code}")
            if time.monotonic() > ends:
                raise self._unavailable(f"it said nothing for {START_SECONDS:g} s")
            self._client.kernel_info()

    def _unavailable(self, why: str) -> KernelUnavailable:
        last = self.last_words.splitlines()[-1:]
        mend = f"Check that `{sys.executable} -m ipykernel_launcher --version` works and that the machine has room."
        return KernelUnavailable("A fresh kernel does not start", ": ".join([why, *last]), mend)

    def execute(self, code: str) -> str:
        """Sends code to run and returns the id that the messages about it carry."""
        return str(self._client.execute(code, silent=True, store_history=False, allow_stdin=False))

    async def receive(self, seconds: float) -> dict[str, Any] | None:
        """The next message, or None where none came in time or it cannot be read."""
        try:
            message: dict[str, Any] = await self._client.get_iopub_msg(timeout=seconds)
        except (Empty, ValueError, TypeError):  # The code in the kernel can sign and send what it likes.
            return None
        return message

    @property
    def exit_code(self) -> int | None:
        """None while the kernel lives; a negative number is the signal that ended it."""
        return self._process.poll() if self._process else None

    @property
    def last_words(self) -> str:
        """The end of what the process wrote past Jupyter's streams; of a fatal error the frames in the code."""
        size = self._log.seek(0, os.SEEK_END)
        self._log.seek(max(0, size - _LOG_BYTES))
        lines = self._log.read().decode("utf-8", "replace").splitlines()
        fatal = [line for line in lines if line.startswith("Fatal Python error")]
        frames = [line.replace(f"{self._scratch.work}/", "") for line in lines if f'"{self._scratch.work}/' in line]
        return "\n".join([*fatal, *frames] if fatal else lines[-_LOG_LINES:])

    async def end(self) -> None:
        """Kills the kernel with all that descends from it, and waits until it is gone."""
        if self._client:
            self._client.stop_channels()
        self._context.destroy(linger=0)
        await unbroken(asyncio.get_running_loop().run_in_executor(None, self._kill))

    def _kill(self) -> None:
        if self._process:
            family = Family(self._process.pid, MARKER, self._marker, self._scratch.root)
            if self.exit_code is None:
                family.kill_tree()
            family.kill_strays()
            self._process.wait()
        self._log.close()
        self._scratch.remove()


async def unbroken(work: Awaitable[object]) -> None:
    """Waits for work that a cancellation must not cut in two: it ends first."""
    future = asyncio.ensure_future(work)
    try:
        await asyncio.shield(future)
    except asyncio.CancelledError:
        await asyncio.wait([future])
        raise
