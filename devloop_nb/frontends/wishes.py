"""The words in which people steer a run, the same on the command line and in a notebook."""

import difflib
from collections.abc import Callable, Sequence

from pydantic import ValidationError

from devloop_nb.session.steering import Heard
from devloop_nb.values.errors import BadInput
from devloop_nb.values.steering import GoOn, Note, Pause, RaiseLimit, Stop, StopAfter, Wish

PLAIN: dict[str, Callable[[], Wish]] = {"pause": Pause, "go-on": GoOn, "stop": Stop, "stop-after": StopAfter}
WORDS = (*PLAIN, "note", "raise")


def read_wishes(what: str, words: Sequence[str], module: str = "") -> list[Wish]:
    """What ``note TEXT`` or ``raise attempts=8 threshold=0.9`` and the like ask for. Raises ``BadInput``."""
    if what in PLAIN:
        if words:
            raise BadInput(f"{what} takes no {words[0]!r}")
        return [PLAIN[what]()]
    if what == "note":
        return [_note(" ".join(words), module)]
    if what == "raise":
        return [_limit(word) for word in words or [""]]
    near = difflib.get_close_matches(what, WORDS, n=1)
    mend = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(WORDS)}."
    raise BadInput(f"a run cannot be told to {what!r}", mend=mend)


def say_heard(heard: Heard, what: str, resume: str = "devloop-nb resume") -> str:
    """Whether the run has it, in one line."""
    state = heard.state
    if not heard.obeyed:
        return f"{state.name}: {what}; the process that works on the run has not seen it yet"
    kept = "" if state.status in ("running", "success") else f"; go on with: {resume} {state.run}"
    return f"{state.name}: {what}{kept}"


def _note(says: str, module: str) -> Note:
    try:
        return Note(says=says, module=module)
    except ValidationError:
        raise BadInput("a note has between 1 and 4000 characters", mend='Write: note "use a set"') from None


def _limit(word: str) -> RaiseLimit:
    name, _, value = word.partition("=")
    try:
        return RaiseLimit(name=name.strip().replace("-", "_"), value=float(value))
    except ValueError:
        raise BadInput(f"{word!r} is no limit", mend="Write NAME=NUMBER, such as attempts=8.") from None
