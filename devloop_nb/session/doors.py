"""What a session needs of the world: runs are remembered, letters wait for them, and their doors are opened."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from devloop_nb.ports.checkers import Checkers
from devloop_nb.ports.coder import Coder
from devloop_nb.ports.laboratory import Laboratory
from devloop_nb.ports.log import Log
from devloop_nb.ports.packages import Packages
from devloop_nb.ports.runner import Runner
from devloop_nb.values.events import Recorded
from devloop_nb.values.existing import Existing
from devloop_nb.values.health import Health
from devloop_nb.values.overview import RunOverview
from devloop_nb.values.run_state import Listener
from devloop_nb.values.settings import Settings
from devloop_nb.values.steering import Letter, Wish
from devloop_nb.values.summary import RunRow


class History(Protocol):
    """Remembers runs; every method raises ``HistoryUnavailable`` where the database cannot do it."""

    async def create(self, name: str, key: str) -> str:
        """A new run's id."""

    async def find(self, which: str) -> str:
        """A run by id, by the beginning of its id, or the newest of that name; ``""`` is the newest of all."""

    async def newest_with_key(self, key: str) -> str | None:
        """The newest run that was asked for in the same words with the same settings."""

    async def rows(self, limit: int) -> tuple[RunRow, ...]:
        """Runs, the newest first."""

    async def overview(self, limit: int) -> tuple[RunOverview, ...]:
        """Runs with their figures, the newest first."""

    async def read(self, run: str, after: int = 0) -> tuple[Recorded, ...]:
        """The run's events in order, those behind the one of number ``after``."""

    async def existing(self, name: str) -> tuple[Existing, ...]:
        """The accepted modules of the newest successful runs that have another name than that."""

    async def is_worked_on(self, run: str) -> bool:
        """Whether a living process has the run."""

    async def claim(self, run: str) -> None:
        """Takes the run for this process. Raises ``RunBusy``."""

    async def release(self, run: str) -> None:
        """Gives the run back."""

    async def check(self) -> tuple[Health, ...]:
        """What the doctor wants to know."""

    async def close(self) -> None:
        """Ends the writer; what was committed stays."""


class Mailbox(Protocol):
    """Wishes on their way to runs, from this process and from others. Raises ``HistoryUnavailable``."""

    async def put(self, run: str, wish: Wish) -> str:
        """Leaves a wish for a run; the letter's id."""

    async def waiting(self, run: str) -> tuple[Letter, ...]:
        """The letters that nobody has taken yet, the oldest first."""


class Runners(Protocol):
    """A runner for each place where suites can run."""

    async def at(self, executor: str) -> Runner:
        """The runner at an address; the empty one is this machine. Raises ``EnvironmentProblem``."""

    async def close(self) -> None:
        """Ends them all."""


@dataclass(frozen=True)
class Doors:
    """How a session opens the world; ``write_files`` writes a folder's files atomically, and removes
    those that it is given without a text. ``written`` is what a run's models have written of their answers so far."""

    history: History
    mailbox: Mailbox
    runners: Runners
    laboratory: Laboratory
    packages: Packages
    checkers: Checkers
    home: Path
    versions: Mapping[str, str]
    label: Callable[[Settings], str]
    wording: Callable[[Settings], Mapping[str, str]]
    open_log: Callable[[str, Listener | None], Awaitable[Log]]
    open_coder: Callable[[Settings, Log], AbstractAsyncContextManager[Coder]]
    written: Callable[[str], Mapping[str, str | None]]
    write_files: Callable[[Path, Mapping[str, str | None]], tuple[Path, ...]]
    check: Callable[[Path], Awaitable[tuple[Health, ...]]]

    def code_folder(self, run: str) -> Path:
        """Where the accepted code of a run lies."""
        return self.home / "accepted" / run
