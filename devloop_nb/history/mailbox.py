"""The mailbox of every run: another process may leave a wish, the one that works on the run finds it."""

import json
import secrets
from collections.abc import Callable

from devloop_nb.history.history import History
from devloop_nb.values.steering import Letter, Wish


class Mailbox:
    """The letters in a history; every method raises ``HistoryUnavailable``."""

    def __init__(self, history: History, redact: Callable[[str], str]) -> None:
        """``redact`` takes secrets out of a text before it is written."""
        self._history, self._redact = history, redact

    async def put(self, run: str, wish: Wish) -> str:
        """Leaves a wish for a run; the letter's id."""
        letter = Letter(id=secrets.token_hex(8), wish=wish)
        await self._history.post(run, letter.id, self._redact(json.dumps(letter.model_dump())))
        return letter.id

    async def waiting(self, run: str) -> tuple[Letter, ...]:
        """The letters that nobody has taken yet, the oldest first."""
        return await self._history.letters(run)
