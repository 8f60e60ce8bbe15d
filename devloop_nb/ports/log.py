"""Where the events of a run go."""

from typing import Protocol

from devloop_nb.values.events import Event
from devloop_nb.values.run_state import RunState


class Log(Protocol):
    """The run's events: folded at once, told as soon as they are committed; all that come at one moment together."""

    @property
    def state(self) -> RunState:
        """What the run has come to, the events that are still being committed included."""

    def add(self, event: Event) -> None:
        """Adds what can be done again at no cost; it is committed, and then shown, while the caller goes on.

        Raises ``HistoryUnavailable``, also for an earlier one.
        """

    async def emit(self, event: Event) -> None:
        """Commits the event, then shows it. Raises ``HistoryUnavailable``."""
