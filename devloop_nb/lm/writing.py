"""What models are writing at this moment, for whoever looks on; the answer itself is what is kept."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from devloop_nb.lm.clean import Redact, clean

Hear = Callable[[str], None]
THINKS = "[thinking]\n"


class Heard:
    """What has come of one answer; pieces may come from any thread."""

    def __init__(self, redact: Redact) -> None:
        self.tells = False
        self._redact = redact
        self._pieces: list[str] = []
        self._thoughts: list[str] = []

    def __call__(self, piece: str) -> None:
        """A piece of the answer."""
        self._pieces.append(piece)

    def think(self, piece: str) -> None:
        """A piece of what comes before the answer."""
        self._thoughts.append(piece)

    @property
    def text(self) -> str:
        """The answer so far, or the thoughts before it; no half words, for half a secret is not known as one."""
        thoughts = f"{THINKS}{''.join(self._thoughts)}" if self._thoughts else ""
        whole = f"{''.join(self._pieces) or thoughts}.".rsplit(maxsplit=1)[:-1]
        return str(clean("".join(whole), self._redact))


# The engine that streams is called by DSPy, which hands nothing of ours through.
_heard: ContextVar[Heard | None] = ContextVar("devloop_heard", default=None)


class Writing:
    """The answers under way of one run, by call."""

    def __init__(self) -> None:
        self._calls: dict[str, Heard] = {}

    @contextmanager
    def of(self, key: str, redact: Redact) -> Iterator[None]:
        """While this lasts, what a model writes belongs to the call of that key."""
        heard = self._calls[key] = Heard(redact)
        token = _heard.set(heard)
        try:
            yield
        finally:
            _heard.reset(token)
            self._calls.pop(key, None)

    def so_far(self) -> dict[str, str | None]:
        """The text of each answer that has been asked for; ``None`` where the model tells it only when it is done."""
        return {key: heard.text if heard.tells else None for key, heard in list(self._calls.items())}


def listener() -> Heard | None:
    """Who wants to hear what is written for the call that is being made; whoever asks is going to tell."""
    heard = _heard.get()
    if heard:
        heard.tells = True
    return heard
