"""Where fresh kernels come from: the quickest way that this machine has."""

import asyncio
import logging
import os
import sys
from functools import partial
from typing import IO

from devloop_nb.kernels.cold_start import start_cold
from devloop_nb.kernels.forks.fork_start import start_forked
from devloop_nb.kernels.forks.server import ForkFailed
from devloop_nb.kernels.forks.servers import close_servers
from devloop_nb.kernels.fresh_kernel import FreshKernel
from devloop_nb.kernels.kernel_process import Process
from devloop_nb.kernels.ready_kernels import ReadyKernels
from devloop_nb.kernels.scratch import Scratch

# "cold" in this variable keeps kernels from being forked.
WAY = "DEVLOOP_KERNELS"
_NO_FORK = "only Linux has what forked kernels need"


class KernelSource:
    """Kernels are forked where that is possible; ``cold_because`` says why they are not. Some are ``ready``."""

    def __init__(self, cold: bool = False, ahead: bool = True) -> None:
        wanted = "it was asked for" if cold else f"{WAY} says so" if os.environ.get(WAY) == "cold" else ""
        self.cold_because = wanted or ("" if sys.platform == "linux" else _NO_FORK)
        self.ready = ReadyKernels(self.kernel, most=(os.cpu_count() or 1) if ahead else 0)

    def kernel(self, scratch: Scratch, preload: tuple[str, ...]) -> FreshKernel:
        """A kernel that has still to be started."""
        return FreshKernel(scratch, partial(self._start, preload))

    async def _start(self, preload: tuple[str, ...], scratch: Scratch, marker: str, log: IO[bytes]) -> Process:
        if not self.cold_because:
            try:
                return await start_forked(preload, scratch, marker, log)
            except ForkFailed as failure:
                self.cold_because = str(failure)
                logging.getLogger(__name__).warning("Kernels start cold, a second each: %s", failure)
        return await start_cold(scratch, marker, log)

    async def close(self) -> None:
        """Ends the kernels that are ready, and the templates that no kernel needs."""
        await self.ready.close()
        await asyncio.to_thread(close_servers)
