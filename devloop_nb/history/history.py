"""The history of all runs, in one SQLite file: what can be asked of it."""

import secrets
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from devloop_nb.history import checkup, existing, index, journal, lease, letters, overview, spending, told_scores
from devloop_nb.history.database import WAIT_SECONDS
from devloop_nb.history.database_thread import DatabaseThread
from devloop_nb.values.budget import Spent
from devloop_nb.values.call import ToldScore
from devloop_nb.values.errors import HistoryUnavailable, RunBusy
from devloop_nb.values.events import Recorded
from devloop_nb.values.existing import Existing
from devloop_nb.values.health import Health
from devloop_nb.values.overview import RunOverview
from devloop_nb.values.steering import Letter
from devloop_nb.values.summary import RunRow


class History:
    """Remembers runs; the file is opened, or made, when it is first needed.

    Every method raises ``HistoryUnavailable`` where the file cannot do it; the same object works again once the
    reason is gone. What a method wrote is on the disk when it returns.
    """

    def __init__(self, folder: Path, wait: float = WAIT_SECONDS) -> None:
        """Of the file ``devloop.db`` in ``folder``; ``wait`` are the seconds to wait for other writers."""
        self.path = folder / "devloop.db"
        self._thread = DatabaseThread(self.path, wait)
        self._holder = secrets.token_hex(8)
        self._claimed: set[str] = set()
        self._leased = False

    @classmethod
    def open(cls, folder: Path) -> "History":
        """The history in ``folder``."""
        return cls(folder)

    async def create(self, name: str, key: str) -> str:
        """A new run's id; ``key`` is equal for what was asked for in the same words."""
        return await self._thread.write(partial(index.create, name=name, key=key))

    async def append(self, entries: Sequence[journal.Entry]) -> None:
        """Adds the run's next events, all or none."""
        await self._thread.write(partial(journal.insert, entries=entries))

    async def read(self, run: str, after: int = 0) -> tuple[Recorded, ...]:
        """The run's events in order, those behind the one of number ``after``.

        ``HistoryUnavailable`` names the one that is damaged.
        """
        return await self._thread.read(partial(journal.read, run=run, after=after))

    async def rows(self, limit: int) -> tuple[RunRow, ...]:
        """Runs, the newest first."""
        return await self._thread.read(partial(index.rows, limit=limit))

    async def overview(self, limit: int) -> tuple[RunOverview, ...]:
        """Runs with their figures, the newest first."""
        return await self._thread.read(partial(overview.rows, limit=limit))

    async def find(self, which: str) -> str:
        """A run's id by id, beginning of an id or name; ``""`` is the newest. Raises ``NotFound``."""
        return await self._thread.read(partial(index.find, which=which))

    async def newest_with_key(self, key: str) -> str | None:
        """The newest run of that key."""
        return await self._thread.read(partial(index.newest_with_key, key=key))

    async def spent(self) -> tuple[Spent, Spent]:
        """By all runs together: today, and ever."""
        return await self._thread.read(spending.totals)

    async def told_scores(self) -> tuple[ToldScore, ...]:
        """What models were told for code in the newest runs, and what came of it."""
        return await self._thread.read(told_scores.read)

    async def existing(self, name: str) -> tuple[Existing, ...]:
        """The accepted modules of the newest successful runs that have another name than that."""
        return await self._thread.read(partial(existing.read, name=name))

    async def post(self, run: str, letter: str, body: str) -> None:
        """Leaves a letter for who works on the run, or will."""
        await self._thread.write(partial(letters.insert, run=run, letter=letter, body=body))

    async def letters(self, run: str) -> tuple[Letter, ...]:
        """Those that nobody has taken yet, the oldest first."""
        return await self._thread.read(partial(letters.waiting, run=run))

    async def is_worked_on(self, run: str) -> bool:
        """Whether a living process has the run."""
        held = await self._thread.read(partial(lease.read, run=run))
        return held is not None and held.live

    async def claim(self, run: str) -> None:
        """Takes the run for the caller. Raises ``RunBusy`` where somebody living has it."""
        if run in self._claimed:
            raise RunBusy(f"the run {run} is being worked on here", mend="Wait for it, or stop it.")
        self._claimed.add(run)
        self._leased = True
        try:
            await self._thread.write(partial(lease.claim, run=run, holder=self._holder))
        except BaseException:  # also a cancelled claim leaves nothing behind
            self._claimed.discard(run)
            raise

    async def release(self, run: str) -> None:
        """Gives the run back."""
        self._claimed.discard(run)
        await self._thread.write(partial(lease.release, holder=self._holder, run=run))

    async def check(self) -> tuple[Health, ...]:
        """What the doctor wants to know."""
        try:
            return await self._thread.look(checkup.look)
        except HistoryUnavailable as error:
            return (checkup.unwell("history file", error),)

    async def close(self) -> None:
        """Gives back what is held and lets go of the file; what was committed stays."""
        await self._thread.close(partial(lease.release, holder=self._holder) if self._leased else None)
