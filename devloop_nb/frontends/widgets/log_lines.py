"""What the view's log tells of an event: a line of its level, and where work got on, one on how far it is."""

from devloop_nb.frontends.describe import describe, level
from devloop_nb.frontends.widgets.forecast import left, percent
from devloop_nb.values import events as ev
from devloop_nb.values.events import Recorded
from devloop_nb.values.run_state import RunState

Line = tuple[float, str, str]
STEPS = ev.AttemptScored | ev.ModuleEnded | ev.SuiteProved


def log_lines(recorded: Recorded, state: RunState, *, past: bool = False) -> list[Line]:
    """Time, level and text; ``state`` is the one after the event. In the ``past`` nothing is still to come."""
    line = (recorded.at, level(recorded.event), describe(recorded))
    return [line, (recorded.at, "PROGRESS", _progress(state, past))] if isinstance(recorded.event, STEPS) else [line]


def _progress(state: RunState, past: bool) -> str:
    done, more = sum(module.ended for module in state.modules.values()), None if past else left(state)
    told = f"{percent(state):.0f} %: {done} of {len(state.modules)} modules done"
    if not more or not more.attempts:
        return told
    return f"{told}, at most about {_seconds(more.seconds)} and {more.attempts} attempts more"


def _seconds(value: float) -> str:
    return f"{value:.0f} s" if value < 100 else f"{value / 60:.0f} min"
