"""Starts a kernel as a fork of a process that has imported everything."""

from typing import IO

from devloop_nb.kernels.environment import kernel_environment
from devloop_nb.kernels.forks.process import ForkedProcess
from devloop_nb.kernels.forks.servers import fork_kernel
from devloop_nb.kernels.scratch import Scratch


async def start_forked(preload: tuple[str, ...], scratch: Scratch, marker: str, log: IO[bytes]) -> ForkedProcess:
    """The process, whose sockets are bound. Raises ``ForkFailed``."""
    spec = {
        "argv": ["ipykernel", "-f", str(scratch.connection_file)],
        "env": kernel_environment(scratch, marker),
        "cwd": str(scratch.work),
        "search_cwd": False,
        "fence": scratch.fence.as_dict(),
    }
    return await fork_kernel(spec, preload, log.fileno(), log.fileno())
