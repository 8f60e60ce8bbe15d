"""An event as it lies in the history: one of all there are, with its place and its time."""

import json
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from devloop_nb.values.events.attempts import AttemptEvent
from devloop_nb.values.events.calls import CallEvent
from devloop_nb.values.events.helm import HelmEvent
from devloop_nb.values.events.modules import ModuleEvent
from devloop_nb.values.events.run import RunEvent
from devloop_nb.values.events.stages import StageEvent
from devloop_nb.values.events.suites import SuiteEvent
from devloop_nb.values.value import Value

Event = RunEvent | StageEvent | CallEvent | SuiteEvent | AttemptEvent | ModuleEvent | HelmEvent
_ADAPTER: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="kind")])


class Recorded(Value):
    """An event that was committed: its place in the run and its time (seconds since the epoch)."""

    run: str
    seq: int
    at: float
    event: Annotated[Event, Field(discriminator="kind")]


def parse_event(body: Any) -> Event:
    """An event from its JSON object; ``pydantic.ValidationError`` where it is none."""
    return _ADAPTER.validate_python(body)


def read_event(body: str) -> Event:
    """An event from its JSON text; ``ValueError`` where it is none."""
    try:
        return _ADAPTER.validate_json(body)
    except ValidationError:  # Perhaps only for half of a surrogate pair, which the slower way takes.
        return parse_event(json.loads(body))
