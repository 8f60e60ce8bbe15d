"""Everything that can happen in a run; a run is the list of these, and nothing else."""

import json
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError

from devloop_nb.values.attempt import Draft, Move
from devloop_nb.values.budget import Budget, Overrun
from devloop_nb.values.call import Call
from devloop_nb.values.checkpoint import Answer, Checkpoint
from devloop_nb.values.compliance import Row
from devloop_nb.values.doubt import Doubt
from devloop_nb.values.finding import Finding
from devloop_nb.values.gate import GateResult
from devloop_nb.values.need import Installed
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.plan import Plan
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.review import Left, Review
from devloop_nb.values.score import Score
from devloop_nb.values.settings import Settings
from devloop_nb.values.steering import Wish
from devloop_nb.values.suite import Suite, SuiteFile
from devloop_nb.values.value import Value
from devloop_nb.values.weight import Weight
from devloop_nb.values.workflow import StageName, Workflow

RunStatus = Literal["running", "success", "partial", "failed", "stopped"]
ModuleStatus = Literal["waiting", "red", "building", "success", "partial", "failed"]


class RunStarted(Value):
    """The first event of every run: what was asked, with which settings, by which versions."""

    kind: Literal["run_started"] = "run_started"
    requirements: Requirements
    settings: Settings
    lm: str
    versions: dict[str, str] = {}


class RunResumed(Value):
    """A run goes on after a crash or a stop, with other limits and another workflow where they are given."""

    kind: Literal["run_resumed"] = "run_resumed"
    budget: Budget | None = None
    workflow: Workflow | None = None


class StageEntered(Value):
    """The run reached a stage; ``module`` is empty where the stage is about all of them."""

    kind: Literal["stage_entered"] = "stage_entered"
    stage: Literal["planning", "testing", "building", "integration", "held-back", "compliance", "done"]
    module: str = ""


class StageSkipped(Value):
    """A stage was left out; ``module`` is empty where it is about all of them."""

    kind: Literal["stage_skipped"] = "stage_skipped"
    stage: StageName
    module: str = ""
    reason: str


class StageRetried(Value):
    """A model or a kernel failed in a stage, which is begun again where it stands; ``turn`` counts that."""

    kind: Literal["stage_retried"] = "stage_retried"
    stage: StageName
    turn: int
    reason: str


class RequirementsVetted(Value):
    """What was found missing, contradictory or vague."""

    kind: Literal["requirements_vetted"] = "requirements_vetted"
    findings: tuple[Finding, ...]


class PackageInstalled(Value):
    """A distribution that was missing was installed, by the user's permission."""

    kind: Literal["package_installed"] = "package_installed"
    package: Installed


class CallStarted(Value):
    """A model is about to be asked; ``call`` holds no answer yet, and the most that it may cost."""

    kind: Literal["call_started"] = "call_started"
    call: Call


class CallEnded(Value):
    """A model answered, however badly."""

    kind: Literal["call_ended"] = "call_ended"
    call: Call


class CallFailed(Value):
    """There was no answer; ``call`` says why, and what it may have cost. It is made again when the run goes on."""

    kind: Literal["call_failed"] = "call_failed"
    call: Call


class BudgetReached(Value):
    """A call, or one request more of it, was not made: it would have gone beyond a limit."""

    kind: Literal["budget_reached"] = "budget_reached"
    key: str
    over: Overrun


class PlanMade(Value):
    """The modules to build are known."""

    kind: Literal["plan_made"] = "plan_made"
    plan: Plan


class SuiteProved(Value):
    """The suite ran against a stub; ``red`` is what happened there. ``hidden`` suites are never shown to a coder.

    ``held`` are those of a model's tests that are taken out of the suite, to become part of the hidden one.
    """

    kind: Literal["suite_proved"] = "suite_proved"
    suite: Suite
    red: Outcome
    hidden: bool = False
    held: SuiteFile | None = None


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


class Complied(Value):
    """Each criterion with the lines and the tests that prove it, or without."""

    kind: Literal["complied"] = "complied"
    rows: tuple[Row, ...]


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


class SuiteRejected(Value):
    """The tests that a model wrote for a module are of no use; it is asked for others."""

    kind: Literal["suite_rejected"] = "suite_rejected"
    module: str
    reason: str


class SuiteWeighed(Value):
    """The tests of an accepted module ran over mutants of it; those that found nothing do not count any more."""

    kind: Literal["suite_weighed"] = "suite_weighed"
    module: str
    weight: Weight


class ExpectationDoubted(Value):
    """Different codes contradict tests that a model wrote, all in the same way."""

    kind: Literal["expectation_doubted"] = "expectation_doubted"
    module: str
    doubt: Doubt


class ExpectationDropped(Value):
    """With permission, doubted tests do not count any more; ``attempt`` is run again without them."""

    kind: Literal["expectation_dropped"] = "expectation_dropped"
    module: str
    doubt: Doubt
    attempt: int


class ModuleReopened(Value):
    """A module that was done is sent back; ``feedback`` is what the first move is told. Its code stays until then."""

    kind: Literal["module_reopened"] = "module_reopened"
    module: str
    reason: str
    feedback: str
    by: Literal["integration", "user"] = "integration"


class AttemptAccepted(Value):
    """An attempt became the module's accepted code."""

    kind: Literal["attempt_accepted"] = "attempt_accepted"
    module: str
    number: int
    by: Literal["score", "user"]
    letter: str = ""


class AcceptanceTurned(Value):
    """The last acceptance was taken back, or the one that was taken back last holds again."""

    kind: Literal["acceptance_turned"] = "acceptance_turned"
    module: str
    turn: Literal["undo", "redo"]
    letter: str = ""


class ModuleEnded(Value):
    """Work on a module is over; ``reason`` says why in one line."""

    kind: Literal["module_ended"] = "module_ended"
    module: str
    status: ModuleStatus
    reason: str


class Integrated(Value):
    """The integration tests ran over all modules."""

    kind: Literal["integrated"] = "integrated"
    outcome: Outcome


class HiddenRun(Value):
    """The held-back tests ran, once, over the best code there is."""

    kind: Literal["hidden_run"] = "hidden_run"
    outcome: Outcome


class Steered(Value):
    """A wish of people reached the run; ``refused`` says why it changed nothing. ``letter`` is the one it came in."""

    kind: Literal["steered"] = "steered"
    wish: Annotated[Wish, Field(discriminator="kind")]
    letter: str = ""
    refused: str = ""


class CheckpointReached(Value):
    """The run asks, and waits for an answer."""

    kind: Literal["checkpoint_reached"] = "checkpoint_reached"
    checkpoint: Checkpoint


class CheckpointAnswered(Value):
    """Somebody decided, or the time was over; ``about`` is the kind of decision."""

    kind: Literal["checkpoint_answered"] = "checkpoint_answered"
    checkpoint: str
    about: str
    answer: Answer
    letter: str = ""


class Noted(Value):
    """A line for the log that changes nothing."""

    kind: Literal["noted"] = "noted"
    level: Literal["DEBUG", "INFO", "WARN", "ERROR"] = "INFO"
    says: str


class RunEnded(Value):
    """The last event of a run, until it is resumed."""

    kind: Literal["run_ended"] = "run_ended"
    status: RunStatus
    reason: str


Event = (
    RunStarted
    | RunResumed
    | StageEntered
    | StageSkipped
    | StageRetried
    | RequirementsVetted
    | PackageInstalled
    | CallStarted
    | CallEnded
    | CallFailed
    | BudgetReached
    | PlanMade
    | SuiteProved
    | AttemptStarted
    | CodeWritten
    | AttemptRun
    | Gated
    | Reviewed
    | SuggestionsLeft
    | Complied
    | AttemptScored
    | EditsTried
    | AttemptReverted
    | SuiteRejected
    | SuiteWeighed
    | ExpectationDoubted
    | ExpectationDropped
    | ModuleReopened
    | AttemptAccepted
    | AcceptanceTurned
    | ModuleEnded
    | Integrated
    | HiddenRun
    | Steered
    | CheckpointReached
    | CheckpointAnswered
    | Noted
    | RunEnded
)
_ADAPTER: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="kind")])


class Recorded(Value):
    """An event that was committed: its place in the run and its time (seconds since the epoch)."""

    run: str
    seq: int
    at: float
    event: Annotated[Event, Field(discriminator="kind")]


def parse_event(body: Any) -> Event:
    """An event from its JSON object; ``pydantic.ValidationError`` where it is none."""
    return _ADAPTER.validate_python(body)


def read_event(body: str) -> Event:
    """An event from its JSON text; ``ValueError`` where it is none."""
    try:
        return _ADAPTER.validate_json(body)
    except ValidationError:  # Perhaps only for half of a surrogate pair, which the slower way takes.
        return parse_event(json.loads(body))
