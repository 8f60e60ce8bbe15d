"""The one background thread in which runs happen, so that the caller's own loop and thread stay free."""

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from functools import cache
from typing import Any, TypeVar

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
        ended = threading.Event()
        future = self.submit(_telling(work, ended))
        try:
            while True:
                try:
                    return future.result(timeout=HEARTBEAT)
                except NotYet:
                    if future.done():
                        raise
        except KeyboardInterrupt:
            future.cancel()
            ended.wait(GRACE)
            raise

    async def wait(self, work: Coroutine[Any, Any, T]) -> T:
        """Awaits the coroutine from another loop; the heartbeat lets an interrupt through while nothing happens."""
        ended = threading.Event()
        future = self.submit(_telling(work, ended))
        waiting = asyncio.wrap_future(future)
        try:
            while not waiting.done():
                await asyncio.wait([waiting], timeout=HEARTBEAT)
            return waiting.result()
        except asyncio.CancelledError:
            future.cancel()
            await asyncio.to_thread(ended.wait, GRACE)
            raise


async def _telling(work: Coroutine[Any, Any, T], ended: threading.Event) -> T:
    try:
        return await work
    finally:
        ended.set()


@cache
def engine() -> Engine:
    """The process's engine, started on first use."""
    return Engine()
