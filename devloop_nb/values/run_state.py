"""What a run has come to: a pure fold over its events."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import reduce

from devloop_nb.values import events as ev
from devloop_nb.values.attempt import Attempt
from devloop_nb.values.budget import Spent
from devloop_nb.values.call import Call
from devloop_nb.values.compliance import Row
from devloop_nb.values.finding import Finding
from devloop_nb.values.helm_state import HelmState
from devloop_nb.values.need import Installed
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.plan import Plan
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.review import Left, Review
from devloop_nb.values.settings import Settings
from devloop_nb.values.steering import GoOn, RaiseLimit
from devloop_nb.values.suite import Suite
from devloop_nb.values.weight import Weight

IDLE = "it finds none of the mistakes that were put into the accepted code"


@dataclass(frozen=True)
class ModuleState:
    """One module: its proved suite, its attempts, and which of them is accepted.

    ``before`` attempts were made before it was last ``sent_back``, which is what its work was told then.
    """

    name: str
    status: ev.ModuleStatus = "waiting"
    reason: str = ""
    suite: Suite | None = None
    red: Outcome | None = None
    attempts: tuple[Attempt, ...] = ()
    accepted: int | None = None
    by_hand: bool = False
    weight: Weight | None = None
    before: int = 0
    sent_back: str = ""
    left: tuple[Left, ...] = ()

    @property
    def finished(self) -> tuple[Attempt, ...]:
        """The attempts that have a score."""
        return tuple(attempt for attempt in self.attempts if attempt.score)

    @property
    def current(self) -> tuple[Attempt, ...]:
        """Those since the module was last sent back; all where it never was."""
        return tuple(attempt for attempt in self.attempts[self.before :] if attempt.score)

    @property
    def reviews(self) -> tuple[Review, ...]:
        """All reviews, the first first."""
        return tuple(attempt.review for attempt in self.attempts if attempt.review)

    @property
    def leader(self) -> Attempt | None:
        """The first of the current attempts with the highest score."""
        return max(self.current, key=_worth, default=None)

    @property
    def best(self) -> Attempt | None:
        """The accepted attempt, or else the first with the highest score, one with code before one without.

        What broke a test that had passed comes last.
        """
        if self.accepted is not None:
            return self.attempts[self.accepted - 1]
        return max(self.finished, key=_worth, default=None)

    @property
    def ended(self) -> bool:
        """Whether the loop is done with the module."""
        return self.status in ("success", "partial", "failed")


def _worth(attempt: Attempt) -> tuple[bool, float, bool]:
    return not attempt.broke, attempt.total, bool(attempt.code)


@dataclass(frozen=True)
class RunState:
    """A run as its events tell it; ``active`` are the seconds in which it was worked on.

    ``spent`` counts the calls that got no answer, too. ``helm`` is what people said. ``counted`` is the moment up to
    which ``active`` has been counted: pauses and the time in which the run waited for an answer are not.
    """

    run: str = ""
    requirements: Requirements | None = None
    settings: Settings = field(default_factory=Settings)
    lm: str = ""
    versions: dict[str, str] = field(default_factory=dict)
    status: ev.RunStatus = "running"
    reason: str = ""
    stage: str = ""
    findings: tuple[Finding, ...] = ()
    installed: tuple[Installed, ...] = ()
    plan: Plan | None = None
    modules: dict[str, ModuleState] = field(default_factory=dict)
    calls: dict[str, Call] = field(default_factory=dict)
    in_flight: dict[str, Call] = field(default_factory=dict)
    spent: Spent = field(default_factory=Spent)
    integration: Suite | None = None
    integrated: Outcome | None = None
    sent_back: int = 0
    hidden_suite: Suite | None = None
    hidden: Outcome | None = None
    compliance: tuple[Row, ...] | None = None
    notes: tuple[ev.Noted, ...] = ()
    helm: HelmState = field(default_factory=HelmState)
    started: float = 0.0
    last: float = 0.0
    active: float = 0.0
    counted: float = 0.0
    seq: int = 0

    @property
    def name(self) -> str:
        """The name in the requirements."""
        return self.requirements.name if self.requirements else ""

    @property
    def score(self) -> float:
        """The mean of the modules' best scores, 0 where there are none."""
        totals = [module.best.total if module.best else 0.0 for module in self.modules.values()]
        return sum(totals) / len(totals) if totals else 0.0

    @property
    def code(self) -> dict[str, str]:
        """The best code of each module that has any, by module name."""
        best = {name: module.best for name, module in self.modules.items()}
        return {name: attempt.code for name, attempt in best.items() if attempt and attempt.code}

    def code_below(self, module: str) -> dict[str, str]:
        """The best code of the modules that this one depends on, and of those they depend on."""
        below = self.plan.below(module) if self.plan else ()
        return {name: code for name, code in self.code.items() if name in below}

    @property
    def tokens(self) -> int:
        """Tokens in and out over all calls, and what may have been lost where there was no answer."""
        return self.spent.tokens

    @property
    def committed(self) -> Spent:
        """What is spent, and what the calls that wait may come to."""
        return _with_calls(self.spent, self.in_flight.values())

    @property
    def lm_seconds(self) -> float:
        """Wall time of all calls."""
        return sum(call.seconds for call in self.calls.values())

    @property
    def kernel_seconds(self) -> float:
        """Wall time of all suites, red phases and the gates' measurements included."""
        modules = self.modules.values()
        outcomes = [module.red for module in modules]
        outcomes += [attempt.outcome for module in modules for attempt in module.attempts]
        gates = sum(attempt.gate_seconds for module in modules for attempt in module.attempts)
        return gates + sum(outcome.seconds for outcome in [*outcomes, self.integrated, self.hidden] if outcome)


def fold(recorded: Iterable[ev.Recorded], state: RunState | None = None) -> RunState:
    """The state after all these events, starting from ``state`` or from nothing."""
    return reduce(advance, recorded, state or RunState())


def advance(state: RunState, recorded: ev.Recorded) -> RunState:
    """The state after one more event."""
    active, counted = _clock(state, recorded)
    return replace(
        _apply(state, recorded.event),
        run=recorded.run,
        seq=recorded.seq,
        started=state.started or recorded.at,
        last=recorded.at,
        active=active,
        counted=counted,
    )


def _clock(state: RunState, recorded: ev.Recorded) -> tuple[float, float]:
    """The seconds of work, and up to when they are counted; what people say is no work."""
    at = recorded.at
    match recorded.event:
        case ev.RunStarted() | ev.RunResumed() | ev.CheckpointAnswered():
            return state.active, at
        case ev.Steered(wish=GoOn()) | ev.RunEnded() if state.helm.paused:
            return state.active, at
        case ev.Steered() | ev.AttemptAccepted(by="user"):
            return state.active, state.counted
    return state.active + max(0.0, at - state.counted), at


def _apply(state: RunState, event: ev.Event) -> RunState:  # noqa: C901 - one line for each kind of event
    match event:
        case ev.RunStarted(requirements=requirements, settings=settings, lm=lm, versions=versions):
            return replace(state, requirements=requirements, settings=settings, lm=lm, versions=versions)
        case ev.RunResumed(budget=budget):
            settings = state.settings.model_copy(update=dict(budget) if budget else {})
            resting = replace(state, spent=state.committed, in_flight={}, settings=settings)
            return _reopened(replace(resting, status="running", reason=""))
        case ev.Steered() | ev.CheckpointReached() | ev.CheckpointAnswered():
            return replace(state, helm=state.helm.after(event), settings=_raised(state.settings, event))
        case ev.StageEntered(stage=stage):
            return replace(state, stage=stage)
        case ev.RequirementsVetted(findings=findings):
            return replace(state, findings=findings)
        case ev.PackageInstalled(package=package):
            return replace(state, installed=(*state.installed, package))
        case ev.PlanMade(plan=plan):
            return replace(state, plan=plan, modules={name: ModuleState(name) for name in plan.order})
        case ev.CallStarted() | ev.CallEnded() | ev.CallFailed() | ev.BudgetReached():
            return _apply_call(state, event)
        case ev.Complied(rows=rows):
            return replace(state, compliance=rows)
        case ev.Integrated(outcome=outcome):
            return replace(state, integrated=outcome)
        case ev.ModuleReopened():
            reopened = _with_module(state, _apply_to_module(state, event))
            return replace(reopened, integrated=None, sent_back=state.sent_back + (event.by == "integration"))
        case ev.HiddenRun(outcome=outcome):
            return replace(state, hidden=outcome)
        case ev.Noted():
            return replace(state, notes=(*state.notes, event))
        case ev.RunEnded(status=status, reason=reason):
            return replace(state, status=status, reason=reason, stage="done", spent=state.committed, in_flight={})
        case ev.SuiteProved(suite=suite, hidden=True):
            return replace(state, hidden_suite=suite)
        case ev.SuiteProved(suite=suite) if suite.module not in state.modules:
            return replace(state, integration=suite)
        case _:
            return _with_module(state, _apply_to_module(state, event))


def _raised(settings: Settings, event: ev.Event) -> Settings:
    match event:
        case ev.Steered(wish=RaiseLimit(name=name, value=value), refused=""):
            return Settings.model_validate({**dict(settings), name: value})
    return settings


def _reopened(state: RunState) -> RunState:
    """After a resume: where a limit was raised, the modules that fell short are not done any more."""
    helm = state.helm.resumed()
    short = [module for module in state.modules.values() if module.ended and module.status != "success"]
    if not (state.helm.reopens and short):
        return replace(state, helm=helm)
    again = {module.name: replace(module, status="building", reason="") for module in short}
    return replace(
        state, helm=helm, modules={**state.modules, **again}, integrated=None, hidden=None, compliance=None
    )


def _apply_call(state: RunState, event: ev.CallStarted | ev.CallEnded | ev.CallFailed | ev.BudgetReached) -> RunState:
    match event:
        case ev.CallStarted(call=call):
            return replace(state, in_flight={**state.in_flight, call.key: call})
        case ev.CallEnded(call=call):
            return replace(_paid(state, call), calls={**state.calls, call.key: call})
        case ev.CallFailed(call=call):
            return _paid(state, call)
        case ev.BudgetReached(key=key):
            return replace(state, in_flight=_without(state.in_flight, key))


def _paid(state: RunState, call: Call) -> RunState:
    return replace(state, spent=_with_calls(state.spent, (call,)), in_flight=_without(state.in_flight, call.key))


def _with_calls(spent: Spent, calls: Iterable[Call]) -> Spent:
    return reduce(Spent.plus, map(Spent.on, calls), spent)


def _without(calls: dict[str, Call], key: str) -> dict[str, Call]:
    return {other: call for other, call in calls.items() if other != key}


def _apply_to_module(state: RunState, event: ev.Event) -> ModuleState:  # noqa: C901 - one line for each kind of event
    match event:
        case ev.SuiteProved(suite=suite, red=red):
            return replace(state.modules[suite.module], suite=suite, red=red, status="red")
        case ev.AttemptStarted(module=name, move=move):
            module = state.modules[name]
            kept = module.attempts[: move.number - 1]
            return replace(module, attempts=(*kept, Attempt(module=name, move=move)), status="building")
        case ev.CodeWritten(module=name, number=number, draft=draft):
            return _with_attempt(state.modules[name], number, draft=draft)
        case ev.AttemptRun(module=name, number=number, outcome=outcome):
            return _with_attempt(state.modules[name], number, outcome=outcome)
        case ev.Gated(module=name, number=number, results=results, seconds=seconds):
            found = tuple(finding for result in results for finding in result.findings)
            parts = {"gates": results, "findings": found, "gate_seconds": seconds}
            return _with_attempt(state.modules[name], number, **parts)
        case ev.Reviewed(module=name, number=number, review=review):
            known = state.modules[name].attempts[number - 1].findings
            said = tuple(finding for finding in review.findings if finding not in known)
            return _with_attempt(state.modules[name], number, review=review, findings=known + said)
        case ev.SuggestionsLeft(module=name, left=left):
            return replace(state.modules[name], left=left)
        case ev.AttemptScored(module=name, number=number, score=score, feedback=feedback):
            return _with_attempt(state.modules[name], number, score=score, feedback=feedback)
        case ev.SuiteWeighed(module=name, weight=weight):
            module = state.modules[name]
            return replace(module, weight=weight, suite=module.suite and module.suite.without(weight.idle, IDLE))
        case ev.AttemptReverted(module=name, number=number, broke=broke):
            return _with_attempt(state.modules[name], number, broke=broke)
        case ev.ModuleReopened(module=name, feedback=feedback):
            module = state.modules[name]
            return replace(module, before=len(module.attempts), sent_back=feedback, status="building", reason="")
        case ev.AttemptAccepted(module=name, number=number, by=by):
            return replace(state.modules[name], accepted=number, by_hand=by == "user")
        case ev.ModuleEnded(module=name, status=status, reason=reason):
            return replace(state.modules[name], status=status, reason=reason)
    raise TypeError(f"{type(event).__name__} is about no module")


def _with_attempt(module: ModuleState, number: int, **parts: object) -> ModuleState:
    attempts = list(module.attempts)
    attempts[number - 1] = attempts[number - 1].model_copy(update=parts)
    return replace(module, attempts=tuple(attempts))


def _with_module(state: RunState, module: ModuleState) -> RunState:
    return replace(state, modules={**state.modules, module.name: module})


Listener = Callable[[ev.Recorded, RunState], None]
