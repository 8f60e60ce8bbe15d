"""A question that a run puts to people, and what was answered."""

from typing import Literal

from pydantic import Field

from devloop_nb.values.plan import Plan
from devloop_nb.values.value import Value

Choice = Literal["approve", "reject", "edit"]
# What there is to see is read by a person, and kept with every event.
MOST_SHOWN = 20_000


class Checkpoint(Value):
    """A decision that somebody has to make; ``shows`` is what it is about, ``plan`` the same as data.

    ``about`` is a kind of the authority table. After ``seconds`` (``None``: never) the answer is ``on_timeout``;
    ``stop`` leaves the question open, and the run can be resumed.
    """

    id: str
    about: str
    asks: str
    shows: str = Field(default="", max_length=MOST_SHOWN)
    choices: tuple[Choice, ...] = ("approve", "reject")
    seconds: float | None = Field(default=None, ge=0)
    on_timeout: Literal["approve", "reject", "stop"] = "stop"
    plan: Plan | None = None


class Answer(Value):
    """``note`` says why, or what to do better; ``plan`` is there where the choice is ``edit``."""

    choice: Choice
    note: str = Field(default="", max_length=4000)
    by: Literal["user", "timeout", "authority"] = "user"
    plan: Plan | None = None


def bounded(text: str) -> str:
    """The text as far as a checkpoint can show it."""
    cut = "\n... the rest is not shown"
    return text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - len(cut)] + cut
