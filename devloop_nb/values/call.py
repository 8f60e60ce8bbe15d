"""One request to a language model, as it is remembered."""

from typing import Any, Literal, NamedTuple

from devloop_nb.values.value import Value

Rank = Literal["critical", "high", "medium", "low"]


class Told(Value):
    """One part of a prompt, and whether all of it was sent; ``tokens`` are those that were, about.

    ``why`` says what moved its rank, where anything did.
    """

    item: str
    rank: Rank
    tokens: int
    fate: Literal["sent", "cut", "dropped"] = "sent"
    why: str = ""

    @property
    def title(self) -> str:
        """What it is, and why it has another rank than in the template."""
        return f"{self.item} ({self.why})" if self.why else self.item


class ToldScore(NamedTuple):
    """The parts of a prompt, and the score of the code that was written to it."""

    told: tuple[Told, ...]
    score: float


class Priority(NamedTuple):
    """By how much the rank of a part moves, 1 or -1, and why."""

    by: int
    why: str


class Call(Value):
    """``key`` names the step that asked; a step that was answered once is never asked again.

    ``seconds`` is wall time, ``usd`` is ``None`` where the price is unknown. ``fields`` are the parsed outputs;
    ``text`` is the raw answer, kept also when it could not be parsed or was cut off (``finish`` is ``length``).
    ``requests`` counts the tries, ``lost`` is what those that got no answer may have cost, in tokens. While a call
    waits, its figures are the most that it may come to. ``told`` are the parts of the prompt, ``template`` is the
    name and the version of the words around them.
    """

    key: str
    role: str
    lm: str
    prompt: str = ""
    text: str = ""
    fields: dict[str, Any] = {}
    finish: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    usd: float | None = None
    seconds: float = 0.0
    problem: str = ""
    requests: int = 1
    lost: int = 0
    told: tuple[Told, ...] = ()
    template: str = ""

    @property
    def tokens(self) -> int:
        """In, out, and lost."""
        return self.tokens_in + self.tokens_out + self.lost
