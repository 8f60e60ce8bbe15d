"""The live view of one run: a small index as a trait, everything long as a message when it is asked for."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import anywidget
import traitlets

from devloop_nb.frontends.engine import engine
from devloop_nb.frontends.widgets.asks import HANDLERS, reply
from devloop_nb.frontends.widgets.attempt_body import attempt_body, call_body
from devloop_nb.frontends.widgets.helm_index import helm_index
from devloop_nb.frontends.widgets.index import index_of
from devloop_nb.frontends.widgets.log_lines import Line, log_lines
from devloop_nb.frontends.widgets.moments import Moments
from devloop_nb.session import Session
from devloop_nb.values.events import Recorded
from devloop_nb.values.fold import advance
from devloop_nb.values.run_state import RunState

if TYPE_CHECKING:
    from devloop_nb.frontends.widgets.screens import LiveScreen

VIEW = Path(__file__).parent / "view"
# A line for each part of the view; the later ones may use what the earlier ones define.
SCRIPTS = (
    *("elements", "silence", "keys", "panels", "kernel", "clocks"),
    *("header", "badges", "activity", "modules", "log"),
    *("controls", "steer_forms", "checkpoint", "plan", "chart", "tree"),
    *("stream", "gauge", "decisions"),
    *("fetched", "actions", "follow", "then_now", "grid", "heat", "attempts", "code", "detail", "tests", "said"),
    *("diff", "readings", "quality", "context", "scratch"),
    *("page", "parts", "bodies", "written", "receipt", "run_view"),
)
STYLES = (
    *("base", "panels"),
    *("header", "modules", "log"),
    *("controls", "checkpoint", "plan", "chart", "gauge"),
    *("grid", "attempts", "code", "actions", "detail", "diff", "quality"),
)
EXTRA = ("live", "note", "module", "chosen")


class RunView(anywidget.AnyWidget):
    """Shows a state; only the engine's thread writes to it, callbacks of the browser do no more than call there."""

    # One module is all that a browser can be given without a server, so the parts are joined.
    _esm = "\n".join((VIEW / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    _css = "\n".join((VIEW / f"{name}.css").read_text(encoding="utf-8") for name in STYLES)
    uid = traitlets.Unicode().tag(sync=True)
    index = traitlets.Dict().tag(sync=True)

    def __init__(self, state: RunState, session: Session, **extra: Any) -> None:
        """``extra`` goes into the index: ``live``, a ``note``, the number of the attempt ``chosen`` at first."""
        self.state, self.session = state, session
        self.screen: LiveScreen | None = None
        self.moments, self.lines, self._news = Moments(), list[Line](), list[Line]()
        super().__init__(uid=uuid4().hex[:12], index=self._index_of(state) | extra)
        self.on_msg(lambda _, asked, __: engine().submit(self._answer(asked)))

    def __repr__(self) -> str:
        """What a viewer without widgets shows in its place."""
        return f"The live view of {self.state.name or 'a run'}; what came of it stands below."

    @property
    def is_live(self) -> bool:
        """Whether somebody tells it of every event."""
        return bool(self.index.get("live"))

    def hear(self, recorded: Recorded, state: RunState) -> None:
        """An event was committed; it is seen with the next ``show``."""
        self.moments = self.moments.after(recorded)
        self._news += log_lines(recorded, state)

    def show(self, state: RunState, **extra: Any) -> None:
        """The browser follows the run up to ``state``; what is ``extra`` stays until it is said anew."""
        kept = {name: self.index[name] for name in EXTRA if name in self.index}
        self.state = state
        self.index = self._index_of(state) | kept | extra
        if self._news:
            self.send({"is": "log", "from": len(self.lines), "lines": self._news})
            self.lines, self._news = self.lines + self._news, []

    async def _answer(self, asked: Any) -> None:
        """What the browser asks comes from outside: what cannot be answered is let go."""
        match asked:
            case {"ask": "log"}:
                await self._recall()
                self.send({"is": "log", "from": 0, "lines": self.lines})
            case {"ask": "attempt", "id": str(name), "module": str(module), "number": int(number)}:
                self._send_attempt(name, module, number)
            case {"ask": "call", "key": str(key)} if key in self.state.calls or key in self.state.in_flight:
                self.send({"is": "call", "key": key, "body": call_body(self.state, key)})
            case {"ask": str(name)} if name in HANDLERS:
                self.send(await reply(self, asked))

    async def _recall(self) -> None:
        """The log of a run that was over, or far, before there was a view of it."""
        if self.lines or self._news or self.is_live:
            return
        state, moments, lines = RunState(run=self.state.run), Moments(), list[Line]()
        for recorded in await self.session.events(self.state.run):
            state, moments = advance(state, recorded), moments.after(recorded)
            lines += log_lines(recorded, state, past=True)
            await asyncio.sleep(0)  # What else the browser asks does not wait for all of them.
        self.moments, self.lines = moments, lines
        self.show(self.state)

    def _index_of(self, state: RunState) -> dict[str, Any]:
        return index_of(state) | helm_index(state, self.moments)

    def _send_attempt(self, name: str, module: str, number: int) -> None:
        found = self.state.modules.get(module)
        if found and 1 <= number <= len(found.attempts):
            self.send({"is": "attempt", "id": name, "body": attempt_body(self.state, found, number)})
