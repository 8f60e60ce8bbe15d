"""Where a run is shown: in a live view with its receipt, or as lines of text."""

import sys
from collections.abc import Mapping
from contextvars import copy_context
from types import MappingProxyType
from typing import Any, Protocol

from devloop_nb.frontends.describe import describe, level
from devloop_nb.frontends.widgets.catching_up import catch_up
from devloop_nb.frontends.widgets.live_output import show_live
from devloop_nb.frontends.widgets.pulse import Pulse
from devloop_nb.frontends.widgets.receipt_output import ReceiptOutput
from devloop_nb.frontends.widgets.run_view import RunView
from devloop_nb.session import Session
from devloop_nb.values import events as ev
from devloop_nb.values.events import Recorded
from devloop_nb.values.run_state import RunState

MILESTONES = ev.PlanMade | ev.SuiteProved | ev.AttemptScored | ev.ModuleEnded | ev.HiddenRun | ev.RunEnded
VIEW_SECONDS = 0.1
RECEIPT_SECONDS = 1.0


class Screen(Protocol):
    """Is told of every event and of the end, always in the engine's thread."""

    def hear(self, recorded: Recorded, state: RunState) -> None:
        """An event was committed."""

    def close(self, state: RunState | None = None, note: str = "") -> None:
        """Nothing more will happen for now; without a state it stays with the last that was heard, if any."""


class House(Protocol):
    """What a notebook keeps of its runs; see ``Desk``."""

    session: Session
    screens: dict[str, Screen]

    def keep(self, state: RunState) -> object:
        """Leaves the report of a run."""

    def forget(self, screen: Screen) -> None:
        """The screen's run is over."""


class LiveScreen:
    """A view that lives in the browser, and a receipt that the notebook keeps; both appear with the first event."""

    def __init__(self, house: House, looked_at: Mapping[str, Any] = MappingProxyType({})) -> None:
        """``looked_at`` names the module and the attempt that are chosen at first."""
        self.house, self.cell = house, copy_context()
        self._view: RunView | None = None
        self._receipt: ReceiptOutput | None = None
        self._state = RunState()
        self._looked_at = looked_at
        self._extra: dict[str, Any] = {"live": True}
        self._view_pulse = Pulse(VIEW_SECONDS, self._show)
        self._receipt_pulse = Pulse(RECEIPT_SECONDS, self._send_receipt)

    def hear(self, recorded: Recorded, state: RunState) -> None:
        """Shows the event at most ``VIEW_SECONDS`` later."""
        self._state = state
        self._open().hear(recorded, state)
        self._view_pulse.ask()
        if isinstance(recorded.event, MILESTONES):
            self._receipt_pulse.ask()

    def go_on(self) -> None:
        """The run that was over goes on, and will be heard of."""
        self._extra = {"live": True, "note": ""}

    def close(self, state: RunState | None = None, note: str = "") -> None:
        """Shows the last state, for which a view is opened where none was needed before."""
        self._state = state or self._state
        self._extra = {"live": False, "note": note}
        if self._state.run:
            self._open()
            self._view_pulse.now()
            self._receipt_pulse.now()
            catch_up(self._state)

    def show_again(self) -> None:
        """The same view in another cell."""
        if self._view:
            show_live(self._view, self._view.uid)

    def _open(self) -> RunView:
        if self._view is None:
            self._view = RunView(self._state, self.house.session, **self._looked_at, **self._extra)
            self._view.screen = self
            show_live(self._view, self._view.uid)
            self._receipt = ReceiptOutput(self._view.uid)
            self._send_receipt()
        return self._view

    def _show(self) -> None:
        if self._view:
            self._view.show(self._state, **self._extra)

    def _send_receipt(self) -> None:
        if self._receipt:
            self._receipt.show(self._state)


class TextScreen:
    """A line for each event that matters, and the receipt at the end."""

    def __init__(self) -> None:
        self._state = RunState()

    def hear(self, recorded: Recorded, state: RunState) -> None:
        """Writes the line."""
        self._state = state
        if level(recorded.event) != "DEBUG":
            sys.stdout.write(f"{describe(recorded)}\n")
            sys.stdout.flush()

    def close(self, state: RunState | None = None, note: str = "") -> None:
        """Shows the receipt."""
        self._state = state or self._state
        if self._state.run:
            sys.stdout.write(f"{note}\n" if note else "")
            ReceiptOutput(self._state.run).show(self._state)
