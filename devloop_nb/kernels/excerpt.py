"""Text from a kernel: bounded, without terminal codes, and always valid Unicode."""

import re

HALF = 32 * 1024
_TERMINAL_CODES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_].*?(?:\x07|\x1b\\|$)|[@-Z\\-_])", re.DOTALL)


def clean(text: object) -> str:
    """Without terminal codes; what UTF-8 cannot say is written as an escape."""
    return _TERMINAL_CODES.sub("", str(text)).encode("utf-8", "backslashreplace").decode()


class Excerpt:
    """The head and the tail of a stream of any length; the middle is counted."""

    def __init__(self) -> None:
        self._head, self._tail, self._lost = "", "", 0

    def add(self, text: str) -> None:
        """Takes the next piece."""
        room = HALF - len(self._head)
        self._head += text[:room]
        rest = self._tail + text[room:]
        self._tail = rest[-HALF:]
        self._lost += len(rest) - len(self._tail)

    @property
    def text(self) -> str:
        """What was kept, cleaned."""
        gap = f"\n… {self._lost} characters left out …\n" if self._lost else ""
        return clean(self._head + gap + self._tail)
