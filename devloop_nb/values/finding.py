"""Something worth saying about requirements, tests or code."""

from typing import Literal

from devloop_nb.values.value import Value


class Finding(Value):
    """``error`` stops the work, ``warning`` does not; ``asks`` is the question whose answer would mend it.

    A finding about code names its ``file`` and ``line`` (from 1; 0 is the whole file), and the ``rule`` it breaks.
    """

    severity: Literal["error", "warning", "info"]
    about: str
    says: str
    asks: str = ""
    file: str = ""
    line: int = 0
    rule: str = ""

    @property
    def place(self) -> str:
        """``file.py:12``, ``file.py``, or nothing."""
        return f"{self.file}:{self.line}" if self.line else self.file

    @property
    def told(self) -> str:
        """Place, rule and words in one line."""
        return " ".join(part for part in (self.place, self.rule, self.says) if part)


def error_about(about: str, says: str, asks: str) -> Finding:
    """What keeps the work from starting, and the question that mends it."""
    return Finding(severity="error", about=about, says=says, asks=asks)


def warning_about(about: str, says: str, asks: str) -> Finding:
    """What does not, and the question that mends it all the same."""
    return Finding(severity="warning", about=about, says=says, asks=asks)
