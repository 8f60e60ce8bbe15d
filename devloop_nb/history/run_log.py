"""The log of one run: committed first, then folded, then told."""

import asyncio
import json
import logging
import time
from collections.abc import Callable

from devloop_nb.history.history import History
from devloop_nb.history.journal import encode
from devloop_nb.values.errors import HistoryUnavailable
from devloop_nb.values.events import Event, Recorded, parse_event
from devloop_nb.values.fold import advance, fold
from devloop_nb.values.run_state import RunState

Redact = Callable[[str], str]
Listener = Callable[[Recorded, RunState], None]
logger = logging.getLogger(__name__)


class RunLog:
    """What a run has come to, and the way to add to it. ``await RunLog.open(...)`` makes one."""

    def __init__(self, history: History, state: RunState, redact: Redact, listen: Listener | None) -> None:
        """Continues after ``state``."""
        self._history, self._state = history, state
        self._redact, self._listen = redact, listen
        self._turn = asyncio.Lock()

    @classmethod
    async def open(cls, history: History, run: str, redact: Redact, listen: Listener | None = None) -> "RunLog":
        """Reads what is stored of the run; ``listen`` is told of every later event, in the same thread."""
        state = fold(await history.read(run), RunState(run=run))
        return cls(history, state, redact, listen)

    @property
    def state(self) -> RunState:
        """What the run has come to."""
        return self._state

    async def emit(self, event: Event) -> None:
        """Commits the event, then shows it; also when the caller is cancelled meanwhile.

        Raises ``HistoryUnavailable``; then the event is neither stored nor in the state.
        """
        write = asyncio.ensure_future(self._write(event))
        try:
            await asyncio.shield(write)
        except asyncio.CancelledError:
            while not write.done():
                await _wait(write)
            if not write.cancelled():
                write.exception()
            raise

    async def _write(self, event: Event) -> None:
        async with self._turn:
            state = self._state
            at = max(time.time(), state.last)
            recorded = Recorded(run=state.run, seq=state.seq + 1, at=at, event=self._clean(event))
            after = advance(state, recorded)
            await self._history.append(recorded, after)
            self._state = after
            self._tell(recorded, after)

    def _clean(self, event: Event) -> Event:
        """The event as it is stored, without secrets."""
        try:
            text = encode(event)
            clean = self._redact(text)
            return event if clean == text else parse_event(json.loads(clean))
        except (ValueError, TypeError) as error:
            raise HistoryUnavailable(
                f"a {event.kind} event cannot be written",
                f"it is no JSON, or a secret in the environment is a word of its format ({type(error).__name__})",
                "Give such a variable a value that is no ordinary word.",
            ) from None

    def _tell(self, recorded: Recorded, state: RunState) -> None:
        if self._listen is None:
            return
        try:
            self._listen(recorded, state)
        except Exception:  # a view that breaks must not break the run that it shows
            logger.exception("a listener failed on event %s of %s", recorded.seq, recorded.run)


async def _wait(write: asyncio.Future[None]) -> None:
    """Waits for a commit; a second cancellation must not part the file from the state either."""
    try:
        await asyncio.wait([write])
    except asyncio.CancelledError:
        return
