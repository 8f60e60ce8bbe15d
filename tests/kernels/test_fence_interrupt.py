"""A fenced kernel can be interrupted from outside and goes on; when it is killed, all that it started goes too."""

import asyncio
import signal
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest
from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.connect import write_connection_file
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from kernel_suites import inhabitants, wait_until

from devloop_nb.kernels.cold_start import start_cold
from devloop_nb.kernels.fence.tier import fence_tier
from devloop_nb.kernels.forks.fork_start import start_forked
from devloop_nb.kernels.forks.process import ForkedProcess
from devloop_nb.kernels.forks.provisioner import ForkProvisioner
from devloop_nb.kernels.forks.servers import close_servers
from devloop_nb.kernels.kernel_process import Process, kill
from devloop_nb.kernels.scratch import Scratch

pytestmark = pytest.mark.skipif(fence_tier().value < 2, reason=f"this machine has no tier 2: {fence_tier().how}")
SOCKETS = 5
CHILDREN = """
import os, subprocess, time
subprocess.Popen(["sleep", "60"], start_new_session=True, env={"HOME": os.environ["HOME"]})
subprocess.Popen(["sleep", "60"])
print("begun", flush=True)
"""


def in_kernel(cold: bool, does: Callable[[Process, AsyncKernelClient], Awaitable[None]]) -> None:
    """In a fenced kernel; afterwards it is killed, with all that descends from it."""

    async def live() -> None:
        scratch, client, log = Scratch(), AsyncKernelClient(), tempfile.TemporaryFile()  # noqa: SIM115  # Closed below.
        scratch.fence = replace(scratch.fence, tier=2)
        scratch.fill({})
        file, sockets = str(scratch.connection_file), str(scratch.sockets)
        write_connection_file(file, transport="ipc", ip=sockets, key=b"key")
        process = await (start_cold(scratch, "it", log) if cold else start_forked((), scratch, "it", log))
        wait_until(lambda: len(list(scratch.sockets.parent.iterdir())) >= SOCKETS)
        client.load_connection_file(file)
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=30)
            await does(process, client)
        finally:
            client.stop_channels()
            kill(process, scratch, "it")
            scratch.remove()
            log.close()
            close_servers()

    asyncio.run(live())


async def hear(client: AsyncKernelClient, kind: str) -> dict[str, Any]:
    """The content of the next message of that kind."""
    while (message := await client.get_iopub_msg(timeout=15))["msg_type"] != kind:
        pass
    return dict(message["content"])


def manager_of(process: Process) -> AsyncKernelManager:
    """What anybody's program has of a kernel, for one that runs already."""
    manager = AsyncKernelManager()
    manager.provisioner = ForkProvisioner(parent=manager, kernel_id="it", kernel_spec=KernelSpec())
    manager.provisioner.process, manager.provisioner.pid = process, process.pid
    manager.provisioner.pgid = process.pid
    return manager


@pytest.mark.parametrize("waits", ["time.sleep(60)", "while True: pass", "subprocess.run(['sleep', '60'])"])
@pytest.mark.parametrize("cold", [False, True], ids=["forked", "cold"])
def test_an_interrupt_reaches_the_code(kernels: Path, cold: bool, waits: str) -> None:
    async def does(process: Process, client: AsyncKernelClient) -> None:
        assert isinstance(process, ForkedProcess) is not cold
        client.execute(CHILDREN + waits, stop_on_error=False)
        await hear(client, "stream")
        await manager_of(process).interrupt_kernel()
        assert (await hear(client, "error"))["ename"] == "KeyboardInterrupt"
        client.execute("print('still here')")
        assert (await hear(client, "stream"))["text"].strip() == "still here"
        assert len(inhabitants(kernels)) >= 2

    in_kernel(cold, does)
    assert not inhabitants(kernels)


def test_the_guards_go_on_when_they_are_interrupted_themselves(kernels: Path) -> None:
    async def does(process: Process, client: AsyncKernelClient) -> None:
        for each in [psutil.Process(process.pid), *psutil.Process(process.pid).children()]:
            each.send_signal(signal.SIGINT)
        client.execute("print('still here')")
        assert (await hear(client, "stream"))["text"].strip() == "still here"

    in_kernel(False, does)
