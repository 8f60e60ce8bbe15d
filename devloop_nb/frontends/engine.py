"""The one background thread in which runs happen, so that the caller's own loop and thread stay free."""

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from functools import cache
from typing import Any, Generic, TypeVar

T = TypeVar("T")
HEARTBEAT = 0.1
GRACE = 10.0


class Engine:
    """An event loop in a daemon thread; it lives as long as the process, as the kernels it starts rely on."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, name="devloop-engine", daemon=True).start()

    def submit(self, work: Coroutine[Any, Any, T]) -> "Future[T]":
        """Runs a coroutine in the engine, in the caller's context: a notebook routes what is displayed by it."""
        return asyncio.run_coroutine_threadsafe(work, self.loop)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Blocks until the coroutine is done; an interrupt cancels it and waits until things are put to rest."""
        job = _Job(work)
        try:
            future = self.submit(job.run())
            while True:
                try:
                    return future.result(timeout=HEARTBEAT)
                except NotYet:
                    if future.done():
                        raise
        except KeyboardInterrupt:  # It may come before ``submit`` has returned.
            self.loop.call_soon_threadsafe(job.cancel)
            job.ended.wait(GRACE)
            raise

    async def wait(self, work: Coroutine[Any, Any, T]) -> T:
        """Awaits the coroutine from another loop; the heartbeat lets an interrupt through while nothing happens."""
        job = _Job(work)
        future = self.submit(job.run())
        waiting = asyncio.wrap_future(future)
        try:
            while not waiting.done():
                await asyncio.wait([waiting], timeout=HEARTBEAT)
            return waiting.result()
        except asyncio.CancelledError:
            self.loop.call_soon_threadsafe(job.cancel)
            await asyncio.to_thread(job.ended.wait, GRACE)
            raise


class _Job(Generic[T]):
    """Work that can be cancelled at any moment, and tells when it has ended."""

    def __init__(self, work: Coroutine[Any, Any, T]) -> None:
        self.ended = threading.Event()
        self._work = work
        self._task: asyncio.Task[Any] | None = None
        self._unwanted = False

    async def run(self) -> T:
        """The work's result."""
        self._task = asyncio.current_task()
        try:
            if self._unwanted:
                self._work.close()
                raise asyncio.CancelledError
            return await self._work
        finally:
            self.ended.set()

    def cancel(self) -> None:
        """Called in the engine's loop, perhaps before the work has begun."""
        self._unwanted = True
        if self._task:
            self._task.cancel()


@cache
def engine() -> Engine:
    """The process's engine, started on first use."""
    return Engine()
