"""The log of one run: folded at once, committed together with what comes at the same moment, then told."""

import asyncio
import json
import logging
import time
from collections.abc import Callable

from devloop_nb.history.history import History
from devloop_nb.history.journal import Entry, encode
from devloop_nb.values.errors import HistoryUnavailable
from devloop_nb.values.events import Event, Recorded, parse_event
from devloop_nb.values.fold import advance, fold
from devloop_nb.values.run_state import RunState

Redact = Callable[[str], str]
Listener = Callable[[Recorded, RunState], None]
Commit = asyncio.Task[None]
logger = logging.getLogger(__name__)


class RunLog:
    """What a run has come to, and the way to add to it. ``await RunLog.open(...)`` makes one."""

    def __init__(self, history: History, state: RunState, redact: Redact, listen: Listener | None) -> None:
        """Continues after ``state``."""
        self._history, self._redact, self._listen = history, redact, listen
        self._state = self._stored = state
        self._waiting: list[Entry] = []
        self._next: Commit | None = None
        self._last: Commit | None = None
        self._lost: BaseException | None = None

    @classmethod
    async def open(cls, history: History, run: str, redact: Redact, listen: Listener | None = None) -> "RunLog":
        """Reads what is stored of the run; ``listen`` is told of every later event, in the same thread."""
        state = fold(await history.read(run), RunState(run=run))
        return cls(history, state, redact, listen)

    @property
    def state(self) -> RunState:
        """What the run has come to, the events that are still being committed included."""
        return self._state

    def add(self, event: Event) -> None:
        """Adds the event, which is committed, and then shown, while the caller goes on.

        Raises ``HistoryUnavailable``, also for an earlier one that could not be stored: who built on it must not go
        on, and what is stored is where the run is resumed.
        """
        self._enter(event).add_done_callback(self._keep_loss)

    async def emit(self, event: Event) -> None:
        """Commits the event, then shows it; also when the caller is cancelled meanwhile.

        Raises ``HistoryUnavailable``; then the event is neither stored nor in the state.
        """
        commit = self._enter(event)
        try:
            await asyncio.shield(commit)
        except asyncio.CancelledError:
            while not commit.done():
                await _wait(commit)
            if not commit.cancelled():
                commit.exception()
            raise

    def _enter(self, event: Event) -> Commit:
        """Folds the event; the commit that it will be part of."""
        if self._lost:
            raise self._lost
        state, (clean, body) = self._state, self._clean(event)
        recorded = Recorded(run=state.run, seq=state.seq + 1, at=max(time.time(), state.last), event=clean)
        after = advance(state, recorded)
        self._state = after
        self._waiting.append(Entry(recorded, after, body))
        if self._next is None:
            before = None if self._last is None or self._last.done() else self._last
            self._next = self._last = asyncio.create_task(self._write(before))
        return self._next

    async def _write(self, before: Commit | None) -> None:
        """Commits what has come until the commit before is done; all of it fails where that failed."""
        try:
            if before:
                await before
            entries = self._take()
            await self._history.append(entries)
        except BaseException:  # whatever it was: what is not stored must not be in the state
            self._take()
            self._state = self._stored
            raise
        self._stored = entries[-1].after
        for entry in entries:
            self._tell(entry.recorded, entry.after)

    def _take(self) -> list[Entry]:
        entries, self._waiting, self._next = self._waiting, [], None
        return entries

    def _keep_loss(self, commit: Commit) -> None:
        if not commit.cancelled():
            self._lost = commit.exception() or self._lost

    def _clean(self, event: Event) -> tuple[Event, str]:
        """The event as it is stored, without secrets, and its JSON."""
        try:
            text = encode(event)
            clean = self._redact(text)
            return event if clean == text else parse_event(json.loads(clean)), clean
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


async def _wait(commit: Commit) -> None:
    """Waits for a commit; a second cancellation must not part the file from the state either."""
    try:
        await asyncio.wait([commit])
    except asyncio.CancelledError:
        return
