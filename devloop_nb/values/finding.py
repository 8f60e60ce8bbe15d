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
