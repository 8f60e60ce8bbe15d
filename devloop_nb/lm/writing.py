"""What models are writing at this moment, for whoever looks on; the answer itself is what is kept."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Hear = Callable[[str], None]
# The engine that streams is called by DSPy, which hands nothing of ours through.
_listener: ContextVar[Hear | None] = ContextVar("devloop_listener", default=None)


class Writing:
    """The answers under way of one run, by call; pieces may come from any thread."""

    def __init__(self) -> None:
        self._pieces: dict[str, list[str]] = {}

    @contextmanager
    def of(self, key: str) -> Iterator[None]:
        """While this lasts, what a model writes belongs to the call of that key."""
        pieces: list[str] = []

        def hear(piece: str) -> None:
            pieces.append(piece)
            self._pieces[key] = pieces

        token = _listener.set(hear)
        try:
            yield
        finally:
            _listener.reset(token)
            self._pieces.pop(key, None)

    def so_far(self) -> dict[str, tuple[str, int]]:
        """The text of each answer and its tokens; one that no piece has come of is not there."""
        return {key: ("".join(pieces), len(pieces)) for key, pieces in list(self._pieces.items())}


def listener() -> Hear | None:
    """Who wants to hear what is written for the call that is being made."""
    return _listener.get()
