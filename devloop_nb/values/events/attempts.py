"""What becomes of one attempt, from its move to its score."""

from typing import Literal

from devloop_nb.values.attempt import Draft, Move
from devloop_nb.values.gate import GateResult
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.review import Left, Review
from devloop_nb.values.score import Score
from devloop_nb.values.value import Value


class AttemptStarted(Value):
    """The next move of a module was decided."""

    kind: Literal["attempt_started"] = "attempt_started"
    module: str
    move: Move


class CodeWritten(Value):
    """A model wrote code for an attempt."""

    kind: Literal["code_written"] = "code_written"
    module: str
    number: int
    draft: Draft


class AttemptRun(Value):
    """The suite ran against an attempt in a fresh kernel."""

    kind: Literal["attempt_run"] = "attempt_run"
    module: str
    number: int
    outcome: Outcome


class Gated(Value):
    """The quality gates looked at an attempt that is good enough; ``seconds`` is what that took."""

    kind: Literal["gated"] = "gated"
    module: str
    number: int
    results: tuple[GateResult, ...]
    seconds: float = 0.0


class Reviewed(Value):
    """An attempt that passes its gates was reviewed."""

    kind: Literal["reviewed"] = "reviewed"
    module: str
    number: int
    review: Review


class SuggestionsLeft(Value):
    """What a review of the accepted attempt suggested and nobody took, each with the reason."""

    kind: Literal["suggestions_left"] = "suggestions_left"
    module: str
    number: int
    left: tuple[Left, ...]


class AttemptScored(Value):
    """An attempt has its score, and the feedback that the next one is given."""

    kind: Literal["attempt_scored"] = "attempt_scored"
    module: str
    number: int
    score: Score
    feedback: str


class EditsTried(Value):
    """So many small edits of an attempt were tried, and the best of them passes so many tests, by its own account.

    ``problem`` says why no more of them were.
    """

    kind: Literal["edits_tried"] = "edits_tried"
    module: str
    number: int
    tried: int
    passed: int
    problem: str = ""


class AttemptReverted(Value):
    """An attempt broke tests that its parent had passed; work goes on from the parent."""

    kind: Literal["attempt_reverted"] = "attempt_reverted"
    module: str
    number: int
    parent: int
    broke: tuple[str, ...]


AttemptEvent = (
    AttemptStarted
    | CodeWritten
    | AttemptRun
    | Gated
    | Reviewed
    | SuggestionsLeft
    | AttemptScored
    | EditsTried
    | AttemptReverted
)
