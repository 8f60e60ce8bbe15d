"""The dashboard: all runs of a history in one table; a run that is opened has its view below."""

from collections.abc import Mapping
from typing import Any

import ipywidgets

from devloop_nb.frontends.widgets.board import Board, joined
from devloop_nb.frontends.widgets.board_receipt import Bundle
from devloop_nb.frontends.widgets.dashboard_receipt import dashboard_receipt
from devloop_nb.frontends.widgets.live_output import show_live
from devloop_nb.frontends.widgets.plain_text import one_line
from devloop_nb.frontends.widgets.run_view import RunView
from devloop_nb.session import Session
from devloop_nb.values.overview import RunOverview

PAGE = 100


class Dashboard(Board):
    """The browser asks for what changed; the first ``PAGE`` runs come first, so that a thousand do not keep it."""

    _esm = joined("js", "elements", "silence", "keys", "page", "written", "board", "run_row", "dashboard")
    _css = joined("css", "base", "header", "board", "dashboard")

    def __init__(self, session: Session) -> None:
        self.rows: dict[str, dict[str, Any]] = {}
        self.changed: dict[str, int] = {}
        self.last = 0
        self.opened: RunView | None = None
        super().__init__(session, {"home": one_line(str(session.doors.home), 120)})
        self.room = Room([self])
        self.answers |= {"rows": self._rows, "open": self._open, "close": self._close}

    def __repr__(self) -> str:
        return "The dashboard of all runs; its table stands below."

    async def load(self) -> Bundle:
        """The twin without scripts."""
        return dashboard_receipt(await self.session.overview(), self.uid)

    def show(self, receipt: Bundle) -> None:
        """Displays the table with room for a run below it."""
        show_live(self.room, self.uid)
        self.show_receipt(receipt, update=False)

    async def _rows(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """What changed after the change of that number; 0 is before all."""
        rows, since = await self.session.overview(), int(asked["since"])
        for row in map(_row, rows):
            if self.rows.get(row["run"]) != row:
                self.rows[row["run"]] = row
                self.last = self.changed[row["run"]] = self.last + 1
        self._retell(rows)
        await self._follow(rows)
        later = sorted((at, run) for run, at in self.changed.items() if at > since)
        given = later[:PAGE]
        shown = [self.rows[run] for _, run in given]
        return {"rows": shown, "since": given[-1][0] if given else since, "left": len(later) - len(given)}

    def _retell(self, rows: tuple[RunOverview, ...]) -> None:
        """The twin comes to what the table shows, where it was displayed and tells something else."""
        twin = dashboard_receipt(rows, self.uid)
        if self.twin not in (None, twin):
            self.show_receipt(twin)

    async def _open(self, asked: Mapping[str, Any]) -> None:
        state = await self.session.find(str(asked["run"]))
        live = bool(self.rows.get(state.run, {}).get("live"))
        await self._close(asked)
        self.opened = RunView(state, self.session, live=live)
        self.room.children = (self, self.opened)

    async def _close(self, asked: Mapping[str, Any]) -> None:
        self.room.children = (self,)
        if self.opened:
            self.opened.close()
        self.opened = None

    async def _follow(self, rows: tuple[RunOverview, ...]) -> None:
        """The run below is shown as it stands now."""
        view = self.opened
        row = next((row for row in rows if view and row.run == view.state.run), None)
        if view and row and (row.updated != view.state.last or row.live != view.is_live):
            view.show(await self.session.find(row.run), live=row.live)


class Room(ipywidgets.VBox):
    """The table, and below it the run that was opened."""

    def __repr__(self) -> str:
        return "The dashboard of all runs; its table stands below."


def _row(row: RunOverview) -> dict[str, Any]:
    """One run as the table shows it; bounded."""
    flat = row.flat
    del flat["updated"]
    return {
        **flat,
        "lm": one_line(flat["lm"], 60),
        "name": one_line(flat["name"], 60),
        "reason": one_line(flat["reason"], 160),
    }
