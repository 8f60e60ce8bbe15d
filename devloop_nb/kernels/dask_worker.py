"""What runs in a Dask worker: it takes orders, and keeps kernels until the worker ends."""

import asyncio
from concurrent.futures import CancelledError
from typing import Any

from distributed import Reschedule, WorkerPlugin, get_worker
from distributed.core import Status

from devloop_nb.kernels.dask_order import read_order, write_answer, write_refusal
from devloop_nb.kernels.kernel_thread import KernelThread
from devloop_nb.values.errors import BadInput, DevloopError

_NAME = "devloop-nb"


def serve(key: str, order: str) -> str:
    """The answer to an order. ``key`` is the task's: whoever cancels the task, cancels the suite.

    Blocks; runs in a thread of the worker, which counts it among what it can do at once.
    """
    worker: Any = get_worker()
    answering = asyncio.run_coroutine_threadsafe(_serve(worker, key, order), worker.loop.asyncio_loop)
    try:
        return answering.result()
    except CancelledError:  # Nobody wants the answer, or the worker closes: then another one gives it.
        raise Reschedule from None


async def _serve(worker: Any, key: str, order: str) -> str:
    kernels = worker.plugins.get(_NAME)
    if kernels is None:
        if worker.status in (Status.closing, Status.closed):  # Nobody would end them.
            raise asyncio.CancelledError
        kernels = WorkerKernels()
        # It sets itself up without waiting: no other order comes between.
        await worker.plugin_add(kernels, name=_NAME, catch_errors=False)
    answer: str = await kernels.serve(key, order)
    return answer


class WorkerKernels(WorkerPlugin):  # type: ignore[misc]  # distributed is untyped here.
    """A worker's own kernels, with their fork server; they end with the worker."""

    def setup(self, worker: Any) -> None:
        """Called by Dask in the worker's event loop, as the others are."""
        self._worker, self._thread = worker, KernelThread()
        self._serving: dict[str, asyncio.Task[str]] = {}

    async def teardown(self, worker: Any) -> None:
        """The worker closes: whatever still runs here is run by another."""
        await asyncio.to_thread(self._thread.close)

    def transition(self, key: str, start: str, finish: str, **_more: Any) -> None:
        """A task that nobody wants any more goes on by itself; its suite does not."""
        if finish == "released" and key in self._serving:  # Before its end, that is.
            self._serving[key].cancel()

    async def serve(self, key: str, order: str) -> str:
        """The answer to an order, or why there is none."""
        task = self._serving[key] = asyncio.ensure_future(self._answer(order))
        if self._worker.state.tasks[key].state == "cancelled":  # Since before it was noted down here.
            task.cancel()
        try:
            return await task
        finally:
            del self._serving[key]

    async def _answer(self, order: str) -> str:
        try:
            method, values = read_order(order)
            work = getattr(self._thread.runner, method)(**values)
            return write_answer(order, await asyncio.wrap_future(self._thread.submit(work)))
        except BadInput as error:
            return write_refusal(order, error)
        except DevloopError as error:
            why = f"on the Dask worker {self._worker.address}: {error.why}"
            return write_refusal(order, type(error)(error.what, why, error.mend))
