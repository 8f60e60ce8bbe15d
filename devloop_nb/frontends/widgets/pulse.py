"""Something that is done soon after it is asked for, but not too often."""

import asyncio
from collections.abc import Callable


class Pulse:
    """Calls ``beat`` at once, or ``seconds`` after the last time; belongs to one event loop."""

    def __init__(self, seconds: float, beat: Callable[[], None]) -> None:
        self._seconds, self._beat = seconds, beat
        self._last = float("-inf")
        self._due: asyncio.TimerHandle | None = None

    def ask(self) -> None:
        """Wants a beat; a beat that is due already will do."""
        if self._due is None:
            loop = asyncio.get_running_loop()
            self._due = loop.call_at(max(loop.time(), self._last + self._seconds), self.now)

    def now(self) -> None:
        """Beats, whatever the time."""
        if self._due:
            self._due.cancel()
        self._due = None
        self._last = asyncio.get_running_loop().time()
        self._beat()
