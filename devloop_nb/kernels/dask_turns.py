"""How many suites a caller sends to a cluster at once: what its workers can do, and some for them to go on with."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

_AHEAD = 2


class Turns:
    """Room for twice as many as ``threads`` tells; it grows with the cluster."""

    def __init__(self, threads: Callable[[], int]) -> None:
        self._threads, self._room, self._free = threads, 0, asyncio.Semaphore(0)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Waits until it is one's turn."""
        self._grow()
        async with self._free:
            yield
        self._grow()

    def _grow(self) -> None:
        room = _AHEAD * max(1, self._threads())
        for _ in range(room - self._room):
            self._free.release()
        self._room = max(room, self._room)
