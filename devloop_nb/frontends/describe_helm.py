"""What people said to a run, and what it asks them, in one line of text."""

from devloop_nb.values import events as ev
from devloop_nb.values.checkpoint import Answer, Checkpoint
from devloop_nb.values.steering import Accept, GoOn, Note, Pause, RaiseLimit, Redo, Reply, Stop, StopAfter, Undo, Wish

CHOSEN = {"approve": "approved", "reject": "rejected", "edit": "edited"}
BY = {"user": "", "timeout": " because nobody answered in time", "authority": " by the table of authority"}


def say_at_the_helm(event: ev.Steered | ev.CheckpointReached | ev.CheckpointAnswered) -> str:
    """What happened, in one line."""
    match event:
        case ev.CheckpointReached(checkpoint=checkpoint):
            return f"{checkpoint.asks} {_waits(checkpoint)}"
        case ev.CheckpointAnswered(about=about, answer=answer):
            return f"{about} {say_answer(answer)}"
        case ev.Steered(wish=wish, refused=refused):
            return f"{say_wish(wish)}: not done, {refused}" if refused else say_wish(wish)


def say_answer(answer: Answer) -> str:
    """What was chosen, by whom, and why."""
    return f"{CHOSEN[answer.choice]}{BY[answer.by]}" + (f": {answer.note}" if answer.note else "")


def say_wish(wish: Wish) -> str:
    """What somebody wants of the run."""
    match wish:
        case Stop():
            return "stop at once"
        case StopAfter():
            return "stop after this attempt"
        case Pause():
            return "pause"
        case GoOn():
            return "go on"
        case Note(says=says, module=module):
            return f"note to the model about {module}: {says}" if module else f"note to the model: {says}"
        case RaiseLimit(name=name, value=value):
            return f"{name} is now {value:g}"
        case Accept(module=module, number=number):
            return f"{module}: accept attempt {number}"
        case Undo(module=module) | Redo(module=module):
            return f"{module}: {wish.kind}" if module else wish.kind
        case Reply(checkpoint=checkpoint, answer=answer):
            return f"{checkpoint} {say_answer(answer)}"


def _waits(checkpoint: Checkpoint) -> str:
    if checkpoint.seconds is None:
        return f"The run waits for an answer: {', '.join(checkpoint.choices)}."
    then = {"approve": "it counts as approved", "reject": "it counts as rejected", "stop": "the run stops"}
    return f"Without an answer in {checkpoint.seconds:g} s {then[checkpoint.on_timeout]}."
