"""When things happened that a view counts from: questions, calls under way, and what people said."""

from dataclasses import dataclass, field, replace

from devloop_nb.frontends.describe_helm import say_at_the_helm
from devloop_nb.values import events as ev
from devloop_nb.values.events import Recorded


@dataclass(frozen=True)
class Moments:
    """Seconds since the epoch: of each question, of each call's beginning, of the last beginning of work.

    ``said`` are the questions, the answers and the wishes of people, a line each.
    """

    work: float = 0.0
    asked: dict[str, float] = field(default_factory=dict)
    calls: dict[str, float] = field(default_factory=dict)
    said: tuple[tuple[float, str], ...] = ()

    def after(self, recorded: Recorded) -> "Moments":
        """The same after one more event."""
        at = recorded.at
        match recorded.event:
            case ev.RunStarted() | ev.RunResumed():
                return replace(self, work=at, calls={})
            case ev.CallStarted(call=call):
                return replace(self, calls={**self.calls, call.key: at})
            case ev.CallEnded(call=call) | ev.CallFailed(call=call):
                return replace(self, calls={key: began for key, began in self.calls.items() if key != call.key})
            case ev.CheckpointReached(checkpoint=checkpoint) as event:
                return replace(self._saying(at, event), asked={**self.asked, checkpoint.id: at})
            case ev.CheckpointAnswered() | ev.Steered() as event:
                return self._saying(at, event)
        return self

    def _saying(self, at: float, event: ev.Steered | ev.CheckpointReached | ev.CheckpointAnswered) -> "Moments":
        return replace(self, said=(*self.said, (at, say_at_the_helm(event))))

    def until(self, checkpoint: str, seconds: float | None) -> float | None:
        """When the time for an answer is over; a run that goes on asks anew."""
        if seconds is None:
            return None
        return max(self.work, self.asked.get(checkpoint, 0.0)) + seconds
