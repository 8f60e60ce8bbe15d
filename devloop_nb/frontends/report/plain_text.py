"""Text from models and tests made harmless: no escape sequences, nothing invisible, no secrets, not too long."""

import os
import re
from dataclasses import dataclass

from devloop_nb.values.secrets import Redactor, secret_values

LINE = 300
BODY = 20_000
# CSI sequences, OSC strings up to BEL or ST (or the line's end), and the two-character escapes.
_ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b\n]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]?")
# Control, bidirectional, zero-width and tag characters, surrogates: what a reader would not see.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e0fff]"
)


@dataclass(frozen=True)
class Body:
    """A long text; ``cut`` says in words what was left out, empty where nothing was."""

    text: str
    cut: str = ""


def visible(text: str) -> str:
    """The text without terminal sequences, and with unseen characters written out."""
    text = _ESCAPES.sub("", text.replace("\r\n", "\n"))
    return _UNSEEN.sub(lambda hit: hit.group().encode("unicode_escape").decode("ascii"), text)


class Pen:
    """Writes the texts of a report; every text that is shown goes through it."""

    def __init__(self, redact: Redactor | None = None) -> None:
        self._redact = redact or Redactor(secret_values(os.environ))

    def clean(self, text: str) -> str:
        """The text without secrets and harmless."""
        return visible(self._redact(text))

    def line(self, text: str, limit: int = LINE) -> str:
        """One line."""
        said = " ".join(self.clean(text).split())
        return said if len(said) <= limit else f"{said[: limit - 1]}…"

    def body(self, text: str, limit: int = BODY) -> Body:
        """Several lines, and what was cut from them."""
        said = self.clean(text).strip("\n")
        over = len(said) - limit
        return Body(said) if over <= 0 else Body(said[:limit], f"{over:,} more characters are not shown")
