"""A wish and where the run stands -> the event that obeys it, or why it cannot be obeyed."""

import difflib

from pydantic import ValidationError

from devloop_nb.values import events as ev
from devloop_nb.values.limit_names import LIMITS
from devloop_nb.values.run_state import RunState
from devloop_nb.values.settings import Settings
from devloop_nb.values.steering import MOMENTARY, Accept, Letter, Note, RaiseLimit, Redo, Reply, Undo, Wish

RAISABLE = ("attempts", "threshold", *LIMITS)
TOO_LATE = "it was meant for a moment that is over"


def obeying(letter: Letter, state: RunState, *, late: bool = False) -> ev.Event:
    """What is committed; ``late`` is a letter that was left while nobody worked on the run."""
    wish = letter.wish
    refused = TOO_LATE if late and isinstance(wish, MOMENTARY) else refusal(wish, state)
    match wish:
        case Accept(module=module, number=number) if not refused:
            return ev.AttemptAccepted(module=module, number=number, by="user", letter=letter.id)
        case Undo() | Redo() if not refused:
            return ev.AcceptanceTurned(module=_turned(wish, state), turn=wish.kind, letter=letter.id)
        case Reply(checkpoint=key, answer=answer) if not refused:
            about = state.helm.asked[key].about
            return ev.CheckpointAnswered(checkpoint=key, about=about, answer=answer, letter=letter.id)
    return ev.Steered(wish=wish, letter=letter.id, refused=refused)


def refusal(wish: Wish, state: RunState) -> str:
    """Why the run cannot obey, in one line; empty where it can."""
    match wish:
        case Note(module=name) if name and name not in state.modules:
            return f"there is no module {name!r}"
        case RaiseLimit():
            return _unraised(wish, state.settings)
        case Accept():
            return _unacceptable(wish, state)
        case Undo() | Redo():
            return _unturnable(wish, state)
        case Reply():
            return _unanswerable(wish, state)
    return ""


def _unraised(wish: RaiseLimit, settings: Settings) -> str:
    name, value = wish.name, wish.value
    if name not in RAISABLE:
        near = difflib.get_close_matches(name, RAISABLE, n=1)
        hint = f"did you mean {near[0]}?" if near else f"what can be raised: {', '.join(RAISABLE)}"
        return f"{name} is no limit of a running run; {hint}"
    now = getattr(settings, name)
    if settings.authority.budget.says == "never":
        return "by the table of authority no limit is raised"
    if name in LIMITS and now == 0:
        return f"{name} has no limit"
    if name == "threshold" and value >= now:
        return f"the threshold is {now:g}; it can only be lowered"
    if name != "threshold" and value <= now and not (name in LIMITS and value == 0):
        return f"{name} is {now:g}; it can only be raised"
    try:
        Settings.model_validate({**dict(settings), name: value})
    except ValidationError as error:
        return f"{name} = {value:g}: {error.errors()[0]['msg']}"
    return ""


def _unacceptable(wish: Accept, state: RunState) -> str:
    module = state.modules.get(wish.module)
    if module is None or wish.number > len(module.attempts):
        return f"{wish.module} has no attempt {wish.number}"
    attempt = module.attempts[wish.number - 1]
    if not attempt.code:
        return f"attempt {wish.number} of {wish.module} has no code"
    short = attempt.total < state.settings.threshold and state.settings.authority.acceptance.says == "never"
    return "by the table of authority no code below the threshold is accepted" if short else ""


def _turned(wish: Undo | Redo, state: RunState) -> str:
    """The module that is meant: the only one where none is named."""
    return wish.module or (next(iter(state.modules)) if len(state.modules) == 1 else "")


def _unturnable(wish: Undo | Redo, state: RunState) -> str:
    name, known = _turned(wish, state), ", ".join(state.modules) or "none yet"
    if name not in state.modules:
        return f"there is no module {name!r}; modules: {known}" if name else f"which module? Modules: {known}"
    past = state.modules[name].acceptances
    if wish.kind == "undo":
        return "" if past.now else f"there is nothing to undo: no attempt of {name} is accepted"
    return "" if past.undone else f"there is nothing to redo: no acceptance of {name} was undone"


def _unanswerable(wish: Reply, state: RunState) -> str:
    question, answer = state.helm.asked.get(wish.checkpoint), wish.answer
    if question is None:
        return f"nobody asked about {wish.checkpoint}"
    if wish.checkpoint in state.helm.answers:
        return f"{wish.checkpoint} is decided already"
    if answer.choice not in question.choices:
        return f"to {wish.checkpoint} the answers are {', '.join(question.choices)}"
    return "there is nothing to put in its place" if answer.choice == "edit" and not answer.plan else ""
