"""Fresh kernels on an event loop of their own, in a thread of their own."""

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

from devloop_nb.kernels.fresh_kernels import FreshKernels

T = TypeVar("T")


class KernelThread:
    """Begins at once; ``close`` ends it with every kernel and template that it has started."""

    def __init__(self) -> None:
        self.runner = FreshKernels()
        self._begun: Future[asyncio.AbstractEventLoop] = Future()
        # Not a thread of a pool: a kernel that is started cold ends with the thread that has started it.
        self._thread = threading.Thread(target=asyncio.run, args=(self._live(),), name="devloop-kernels", daemon=True)
        self._thread.start()
        self._loop = self._begun.result()

    async def _live(self) -> None:
        self._over = asyncio.Event()
        self._begun.set_result(asyncio.get_running_loop())
        await self._over.wait()
        await self.runner.close()

    def submit(self, work: Coroutine[Any, Any, T]) -> "Future[T]":
        """Runs a coroutine beside the kernels; to cancel what it returns cancels it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def close(self) -> None:
        """Cancels what is running, and waits until nothing is left of it. Blocks."""
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join()
