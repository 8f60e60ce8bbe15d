"""Ways that others have: a cold kernel, nbclient, papermill, pytest in a process, and a pool of warm kernels."""

import asyncio
import os
import subprocess
import sys
import tempfile
from collections import deque
from pathlib import Path
from typing import Any

from devloop_nb.kernels.bench.way import NotRight, spent_by_children
from devloop_nb.kernels.bench.workload import PASSED, Workload

_SECONDS = 60


class _Foreign:
    """Its processes are children that are waited for."""

    async def get_set(self, workload: Workload) -> None:
        """Nothing is there before."""

    def spent(self) -> float:
        """What children have used."""
        return spent_by_children()

    async def close(self) -> None:
        """Nothing is left."""


class ColdKernel(_Foreign):
    """jupyter_client's own: start, wait until it is ready, run two cells, shut down."""

    name = "cold kernel"

    async def run(self, workload: Workload) -> None:
        """Start and end included."""
        await self.use(await self.start(), workload)

    async def start(self) -> tuple[Any, Any]:
        """A kernel that is ready, and its client."""
        from jupyter_client.manager import start_new_async_kernel

        manager, client = await start_new_async_kernel(kernel_name="python3", stderr=subprocess.DEVNULL)
        return manager, client

    async def use(self, kernel: tuple[Any, Any], workload: Workload) -> None:
        """Runs the cells, and ends the kernel."""
        manager, client = kernel
        said: list[str] = []

        def hear(message: dict[str, Any]) -> None:
            said.append(str(message["content"].get("text", "")))

        for cell in workload.cells:
            await client.execute_interactive(cell, output_hook=hear, timeout=_SECONDS)
        client.stop_channels()
        await manager.shutdown_kernel(now=True)
        _check("".join(said), self.name)


class WarmPool(ColdKernel):
    """A cold kernel that was started ahead; its start is not timed, the processor time it takes is."""

    name = "warm pool"

    def __init__(self) -> None:
        self._ready: deque[tuple[Any, Any]] = deque()

    async def get_set(self, workload: Workload) -> None:
        """One that is ready."""
        self._ready.append(await self.start())

    async def run(self, workload: Workload) -> None:
        """With the kernel that waits, where one does."""
        await self.use(self._ready.popleft() if self._ready else await self.start(), workload)


class NbClient(_Foreign):
    """A notebook of two cells."""

    name = "nbclient"

    async def run(self, workload: Workload) -> None:
        """Executes the notebook."""
        from nbclient import NotebookClient

        notebook = _notebook(workload)
        await NotebookClient(notebook, timeout=_SECONDS, kernel_name="python3").async_execute(
            stderr=subprocess.DEVNULL
        )
        _check(str(notebook.cells[-1].outputs), self.name)


class Papermill(_Foreign):
    """The same notebook, from a file to a file."""

    name = "papermill"

    async def run(self, workload: Workload) -> None:
        """In a thread, because papermill has a loop of its own."""
        await asyncio.to_thread(self._execute, workload)

    def _execute(self, workload: Workload) -> None:
        import nbformat
        from papermill import execute_notebook

        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "in.ipynb")
            nbformat.write(_notebook(workload), source)
            done = execute_notebook(source, Path(folder, "out.ipynb"), kernel_name="python3", progress_bar=False)
        _check(str(done.cells[-1].outputs), self.name)


class PytestProcess(_Foreign):
    """``python -m pytest`` with a report; no kernel, no notebook."""

    name = "python -m pytest"

    async def run(self, workload: Workload) -> None:
        """In a folder of its own."""
        with tempfile.TemporaryDirectory() as folder:
            await asyncio.to_thread(workload.write, Path(folder))
            command = (sys.executable, "-m", "pytest", "-q", "-pno:cacheprovider", "--junitxml=report.xml")
            environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
            process = await asyncio.create_subprocess_exec(
                *command, cwd=folder, env=environment, stdout=asyncio.subprocess.PIPE
            )
            said, _ = await process.communicate()
        _check(said.decode(), self.name)


def _notebook(workload: Workload) -> Any:
    from nbformat import v4

    return v4.new_notebook(cells=[v4.new_code_cell(cell) for cell in workload.cells])


def _check(said: str, name: str) -> None:
    if PASSED not in said:
        raise NotRight(f"{name}: {said[-500:]}")
