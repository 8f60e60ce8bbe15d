"""What one notebook works on: its session, its screens, and the reports it leaves in the user's names."""

import os
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, wait
from typing import TYPE_CHECKING, Any, TypeVar

from devloop_nb.frontends.engine import GRACE, engine
from devloop_nb.frontends.report.report import Report
from devloop_nb.frontends.widgets.catching_up import catch_up
from devloop_nb.frontends.widgets.screens import LiveScreen, Screen, TextScreen
from devloop_nb.session import Session
from devloop_nb.session.steering import Heard
from devloop_nb.values.run_state import RunState
from devloop_nb.wiring import open_session

if TYPE_CHECKING:
    from devloop_nb.frontends.magics.devloop_magics import DevLoop

T = TypeVar("T")
C = TypeVar("C", bound=RunState | Heard)


class Desk:
    """Opened with the first ``%%devloop``; everything of the session happens in the engine's thread."""

    def __init__(self, magics: "DevLoop") -> None:
        self.shell, self._magics = magics.shell, magics
        self.session = engine().run(_open())
        self.screens: dict[str, Screen] = {}
        self._left: set[Future[RunState]] = set()

    def ask(self, question: Callable[[Session], Coroutine[Any, Any, T]]) -> T:
        """Asks the session and waits for its answer."""
        return engine().run(question(self.session))

    def change(self, question: Callable[[Session], Coroutine[Any, Any, C]]) -> C:
        """The same for what changes a run: what the notebook shows of it is brought up to date."""

        async def changed() -> C:
            found = await question(self.session)
            catch_up(found if isinstance(found, RunState) else found.state)
            return found

        return engine().run(changed())

    def screen(self) -> Screen:
        """A live view where somebody can see it, else lines of text."""
        return LiveScreen(self) if self.has_browser else TextScreen()

    @property
    def has_browser(self) -> bool:
        """Jupyter's server names its kernels' notebook in the environment; nbclient and a terminal do not."""
        return self._magics.view == "live" or (self._magics.view == "auto" and "JPY_SESSION_NAME" in os.environ)

    def keep(self, state: RunState) -> Report:
        """Leaves the report of a run in ``NAME_report``."""
        report = Report(state, self.session.code_folder(state.run))
        self.shell.user_ns[f"{state.name}_report"] = report
        return report

    def forget(self, screen: Screen) -> None:
        """The screen's run is over."""
        self.screens = {run: other for run, other in self.screens.items() if other is not screen}

    def leave(self, run: "Future[RunState]") -> None:
        """The run goes on while its cell is done."""
        self._left.add(run)
        run.add_done_callback(self._left.discard)

    def close(self) -> None:
        """Stops what runs, lets it say so, and closes the history."""
        engine().run(self.session.close())
        wait(set(self._left), GRACE)


async def _open() -> Session:
    return open_session()
