"""Forked kernels for every program that speaks to jupyter_client: the kernel ``devloop-fresh``."""

import os
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import List, Unicode

from devloop_nb.kernels.forks.process import ForkedProcess
from devloop_nb.kernels.forks.server import ForkFailed
from devloop_nb.kernels.forks.servers import fork_kernel

_LAUNCHER = 3  # The words in the kernel's command before its own arguments.


class ForkProvisioner(LocalProvisioner):  # type: ignore[misc]  # jupyter_client is untyped here.
    """Forks kernels from a template with ``preload`` imported; where that cannot be, it starts them as others do."""

    process: Any
    preload = List(Unicode(), config=True, help="Packages that kernels find imported.")

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """The kernel's sockets are bound when it returns."""
        try:
            self.process = await self._fork(cmd, **kwargs)
        except ForkFailed as failure:
            self.log.warning("The kernel starts cold: %s", failure)
            return await super().launch_kernel(cmd, **kwargs)
        self.pid = self.pgid = self.process.pid
        self.cwd = kwargs.get("cwd") or Path.cwd()
        return self.connection_info

    async def _fork(self, cmd: list[str], **kwargs: Any) -> ForkedProcess:
        if sys.platform != "linux":
            raise ForkFailed("only Linux has what forked kernels need")
        spec = {
            "argv": ["ipykernel_launcher.py", *cmd[_LAUNCHER:]],
            "env": dict(kwargs["env"]),
            "cwd": str(kwargs.get("cwd") or Path.cwd()),
        }
        stdout = _Outlet(kwargs.get("stdout"), 1)
        stderr = _Outlet(kwargs.get("stderr"), 2 if kwargs.get("stderr") is None else stdout.number)
        try:
            process = await fork_kernel(spec, tuple(self.preload), stdout.number, stderr.number)
        finally:
            stdout.close()
            stderr.close()
        process.stdout, process.stderr = stdout.reader, stderr.reader
        return process

    async def wait(self) -> int | None:
        """The exit code; it does not look again and again."""
        if not isinstance(self.process, ForkedProcess):
            code: int | None = await super().wait()
            return code
        code = await self.process.ended()
        for stream in (self.process.stdout, self.process.stderr):
            if stream:
                stream.close()
        self.process = None
        return code


class _Outlet:
    """Where a stream of the kernel goes, said as ``subprocess.Popen`` takes it; ``default`` for None and STDOUT."""

    def __init__(self, wanted: Any, default: int) -> None:
        self.reader: IO[bytes] | None = None
        self._opened: list[int] = []
        if wanted == subprocess.PIPE:
            end, self.number = os.pipe()
            self.reader = os.fdopen(end, "rb")
            self._opened = [self.number]
        elif wanted == subprocess.DEVNULL:
            self.number = os.open(os.devnull, os.O_WRONLY)
            self._opened = [self.number]
        else:
            inherits = wanted in (None, subprocess.STDOUT)
            self.number = default if inherits else wanted if isinstance(wanted, int) else wanted.fileno()

    def close(self) -> None:
        """The kernel has its own by now."""
        for descriptor in self._opened:
            os.close(descriptor)
