"""What one module has come to."""

from dataclasses import dataclass, field
from functools import cached_property

from devloop_nb.values import events as ev
from devloop_nb.values.acceptances import Acceptance, Acceptances
from devloop_nb.values.attempt import Attempt, Move
from devloop_nb.values.changed import changed
from devloop_nb.values.doubt import Doubt
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.review import Left, Review
from devloop_nb.values.standing import Standing
from devloop_nb.values.suite import Suite, SuiteFile
from devloop_nb.values.weight import Weight

IDLE = "it finds none of the mistakes that were put into the accepted code"
DROPPED = "dropped with permission"


@dataclass(frozen=True)
class ModuleState:
    """One module: its proved suite, its attempts, and which of them is accepted.

    ``acceptances`` are those that were made and may have been undone; ``accepted`` and ``by_hand`` are what holds.
    ``before`` attempts were made before it was last ``sent_back``, which is what its work was told then. ``doubts``
    are about tests that a model wrote, and ``again`` is the attempt that is to be run without what was dropped.
    ``rejected`` says why each suite before was of no use; ``settled`` is what the attempts before the last come to.
    """

    name: str
    status: ev.ModuleStatus = "waiting"
    reason: str = ""
    suite: Suite | None = None
    red: Outcome | None = None
    held: SuiteFile | None = None
    rejected: tuple[str, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    acceptances: Acceptances = field(default_factory=Acceptances)
    weight: Weight | None = None
    doubts: tuple[Doubt, ...] = ()
    again: int | None = None
    before: int = 0
    sent_back: str = ""
    left: tuple[Left, ...] = ()
    settled: Standing = field(default_factory=Standing, compare=False, repr=False)

    @property
    def accepted(self) -> int | None:
        """The number of the attempt that is accepted."""
        return self.acceptances.now.number if self.acceptances.now else None

    @property
    def by_hand(self) -> bool:
        """Whether a person accepted it."""
        return bool(self.acceptances.now and self.acceptances.now.by_hand)

    @cached_property
    def finished(self) -> tuple[Attempt, ...]:
        """The attempts that have a score."""
        return tuple(attempt for attempt in self.attempts if attempt.score)

    @cached_property
    def standing(self) -> Standing:
        """What the attempts come to."""
        return self.settled.after(self.attempts, self.before)

    @property
    def reviews(self) -> tuple[Review, ...]:
        """All reviews, the first first."""
        return tuple(attempt.review for attempt in self.attempts if attempt.review)

    @property
    def best(self) -> Attempt | None:
        """The accepted attempt, or else the first with the highest score, one with code before one without.

        What broke a test that had passed comes last.
        """
        if self.accepted is not None:
            return self.attempts[self.accepted - 1]
        return self.standing.best

    @property
    def passing(self) -> int:
        """How many tests the best attempt passes, of those that still count."""
        counts = self.suite.expected if self.suite else ()
        cases = self.best.outcome.tests if self.best and self.best.outcome else ()
        return sum(case.outcome == "passed" and case.id in counts for case in cases)

    @property
    def ended(self) -> bool:
        """Whether the loop is done with the module."""
        return self.status in ("success", "partial", "failed")

    def after(self, event: ev.Event) -> "ModuleState":  # noqa: C901 - one line for each kind of event
        """The module after one more event about it."""
        match event:
            case ev.SuiteRejected(reason=reason):
                return changed(self, rejected=(*self.rejected, reason))
            case ev.SuiteProved() | ev.SuiteWeighed() | ev.ExpectationDoubted() | ev.ExpectationDropped():
                return self._tested(event)
            case ev.AttemptStarted(move=move):
                return self._begun(move)
            case ev.CodeWritten(number=number, draft=draft):
                return self._with(number, draft=draft)
            case ev.AttemptRun(number=number, outcome=outcome):
                return self._with(number, outcome=outcome)
            case ev.Gated(number=number, results=results, seconds=seconds):
                found = tuple(finding for result in results for finding in result.findings)
                parts = {"gates": results, "findings": found, "gate_seconds": seconds}
                return self._with(number, **parts)
            case ev.Reviewed(number=number, review=review):
                known = self.attempts[number - 1].findings
                said = tuple(finding for finding in review.findings if finding not in known)
                return self._with(number, review=review, findings=known + said)
            case ev.SuggestionsLeft(left=left):
                return changed(self, left=left)
            case ev.AttemptScored(number=number, score=score, feedback=feedback):
                return changed(self._with(number, score=score, feedback=feedback), again=None)
            case ev.EditsTried():
                return self
            case ev.AttemptReverted(number=number, broke=broke):
                return self._with(number, broke=broke)
            case ev.ModuleReopened(feedback=feedback):
                back = changed(self, before=len(self.attempts), sent_back=feedback, status="building", reason="")
                return changed(back, settled=Standing())
            case ev.AttemptAccepted(number=number, by=by):
                return changed(self, acceptances=self.acceptances.then(Acceptance(number, by == "user")))
            case ev.AcceptanceTurned(turn=turn):
                turned = self.acceptances.undo() if turn == "undo" else self.acceptances.redo()
                return changed(self, acceptances=turned)
            case ev.ModuleEnded(status=status, reason=reason):
                return changed(self, status=status, reason=reason)
        raise TypeError(f"{type(event).__name__} is about no module")

    def _tested(
        self, event: ev.SuiteProved | ev.SuiteWeighed | ev.ExpectationDoubted | ev.ExpectationDropped
    ) -> "ModuleState":
        match event:
            case ev.SuiteProved(suite=suite, red=red, held=held):
                return changed(self, suite=suite, red=red, held=held, status="red")
            case ev.SuiteWeighed(weight=weight):
                return changed(self, weight=weight, suite=self.suite and self.suite.without(weight.idle, IDLE))
            case ev.ExpectationDoubted(doubt=doubt):
                return changed(self, doubts=(*self.doubts, doubt))
            case ev.ExpectationDropped(doubt=doubt, attempt=attempt):
                reason = f"{DROPPED}: {doubt.told}"
                return changed(self, suite=self.suite and self.suite.without(doubt.says, reason), again=attempt)

    def _begun(self, move: Move) -> "ModuleState":
        """With the next attempt; one that was begun in its place and never finished is forgotten."""
        kept = self.attempts[: move.number - 1]
        settled = self.standing if len(kept) == len(self.attempts) else Standing()
        attempts = (*kept, Attempt(module=self.name, move=move))
        return changed(self, attempts=attempts, settled=settled, status="building")

    def _with(self, number: int, **parts: object) -> "ModuleState":
        attempts = list(self.attempts)
        attempts[number - 1] = attempts[number - 1].model_copy(update=parts)
        settled = self.settled if number > self.settled.seen else Standing()
        return changed(self, attempts=tuple(attempts), settled=settled)
