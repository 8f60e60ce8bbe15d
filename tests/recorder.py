"""Keeps what a ledger tells, as a run's log would."""

from devloop_nb.values.call import Call
from devloop_nb.values.events import CallEnded, Event, Noted


class Recorder:
    """``events`` in order; ``calls`` are those that were answered, by key."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    async def emit(self, event: Event) -> None:
        self.events.append(event)

    @property
    def calls(self) -> dict[str, Call]:
        return {event.call.key: event.call for event in self.events if isinstance(event, CallEnded)}

    @property
    def kinds(self) -> list[str]:
        return [event.kind for event in self.events]

    @property
    def said(self) -> list[tuple[str, str]]:
        return [(event.level, event.says) for event in self.events if isinstance(event, Noted)]

    def text(self) -> str:
        """Everything as it would be written to disk."""
        return "\n".join(event.model_dump_json() for event in self.events)
