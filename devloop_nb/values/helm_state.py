"""What people have said to a run, and what it asks of them: a part of the state."""

from dataclasses import dataclass, field, replace

from devloop_nb.values import events as ev
from devloop_nb.values.checkpoint import Answer, Checkpoint
from devloop_nb.values.steering import GoOn, Note, Pause, RaiseLimit, StopAfter


@dataclass(frozen=True)
class HelmState:
    """``reopens`` says that a limit was raised since, so that modules that fell short are tried again on resuming.

    ``refused`` says by letter why a wish could not be obeyed.
    """

    paused: bool = False
    stop_after: bool = False
    reopens: bool = False
    notes: tuple[Note, ...] = ()
    refused: dict[str, str] = field(default_factory=dict)
    asked: dict[str, Checkpoint] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)

    @property
    def open(self) -> tuple[Checkpoint, ...]:
        """The questions without an answer."""
        return tuple(checkpoint for key, checkpoint in self.asked.items() if key not in self.answers)

    def notes_for(self, module: str = "") -> tuple[str, ...]:
        """What the model is to be told about a module, or about the whole where none is named."""
        return tuple(note.says for note in self.notes if note.module in ("", module))

    def after(self, event: ev.Steered | ev.CheckpointReached | ev.CheckpointAnswered) -> "HelmState":
        """The same after one more event."""
        if isinstance(event, ev.CheckpointReached):
            return replace(self, asked={**self.asked, event.checkpoint.id: event.checkpoint})
        if isinstance(event, ev.CheckpointAnswered):
            return replace(self._told(event), answers={**self.answers, event.checkpoint: event.answer})
        if event.refused:
            return replace(self, refused={**self.refused, event.letter: event.refused})
        return self._obeying(event)

    def resumed(self) -> "HelmState":
        """When the run goes on: who resumes it wants it to run."""
        return replace(self, paused=False, stop_after=False, reopens=False)

    def _told(self, event: ev.CheckpointAnswered) -> "HelmState":
        """Why code was found unsafe is for the model to know; plans and modules are sent back with their reasons."""
        if event.about != "security" or event.answer.choice != "reject" or not event.answer.note:
            return self
        _, module, _ = event.checkpoint.split("/")
        return replace(self, notes=(*self.notes, Note(says=event.answer.note, module=module)))

    def _obeying(self, event: ev.Steered) -> "HelmState":
        match event.wish:
            case Pause():
                return replace(self, paused=True)
            case GoOn():
                return replace(self, paused=False, stop_after=False)
            case StopAfter():
                return replace(self, stop_after=True, paused=False)
            case Note():
                return replace(self, notes=(*self.notes, event.wish))
            case RaiseLimit():
                return replace(self, reopens=True)
        return self
