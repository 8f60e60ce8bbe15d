"""Events -> what a run has come to: a pure fold."""

from collections.abc import Iterable
from functools import reduce
from typing import TypeVar

from devloop_nb.values import events as ev
from devloop_nb.values.call import Call
from devloop_nb.values.changed import changed
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.run_state import RunState
from devloop_nb.values.settings import Settings
from devloop_nb.values.steering import GoOn, RaiseLimit

T = TypeVar("T")


def fold(recorded: Iterable[ev.Recorded], state: RunState | None = None) -> RunState:
    """The state after all these events, starting from ``state`` or from nothing."""
    return reduce(advance, recorded, state or RunState())


def advance(state: RunState, recorded: ev.Recorded) -> RunState:
    """The state after one more event."""
    active, counted = _clock(state, recorded)
    return changed(
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
        case ev.RunEnded() if state.helm.open:
            return state.active, at
        case ev.Steered() | ev.AttemptAccepted(by="user") | ev.AcceptanceTurned():
            return state.active, state.counted
    return state.active + max(0.0, at - state.counted), at


def _apply(state: RunState, event: ev.Event) -> RunState:  # noqa: C901 - one line for each kind of event
    match event:
        case ev.RunStarted(requirements=requirements, settings=settings, lm=lm, versions=versions):
            return changed(state, requirements=requirements, settings=settings, lm=lm, versions=versions)
        case ev.RunResumed():
            settings = _resumed(state.settings, event)
            return _reopened(changed(_at_rest(state), settings=settings, status="running", reason=""))
        case ev.Steered() | ev.CheckpointReached() | ev.CheckpointAnswered():
            return changed(state, helm=state.helm.after(event), settings=_raised(state.settings, event))
        case ev.StageEntered() | ev.StageSkipped() | ev.StageRetried():
            return _apply_stage(state, event)
        case ev.RequirementsVetted(findings=findings):
            return changed(state, findings=findings)
        case ev.PackageInstalled(package=package):
            return changed(state, installed=(*state.installed, package))
        case ev.PlanMade(plan=plan):
            return changed(state, plan=plan, modules={name: ModuleState(name) for name in plan.order})
        case ev.CallStarted() | ev.CallEnded() | ev.CallFailed() | ev.BudgetReached():
            return _apply_call(state, event)
        case ev.Complied(rows=rows):
            return changed(state, compliance=rows)
        case ev.Integrated(outcome=outcome):
            return changed(state, integrated=outcome)
        case ev.ModuleReopened():
            reopened = _with_module(state, event)
            return changed(reopened, integrated=None, sent_back=state.sent_back + (event.by == "integration"))
        case ev.HiddenRun(outcome=outcome):
            return changed(state, hidden=outcome)
        case ev.Noted():
            return changed(state, notes=(*state.notes, event))
        case ev.RunEnded(status=status, reason=reason):
            return changed(_at_rest(state), status=status, reason=reason, stage="done")
        case ev.SuiteProved(suite=suite, hidden=True):
            return changed(state, hidden_suite=suite)
        case ev.SuiteProved(suite=suite) if suite.module not in state.modules:
            return changed(state, integration=suite)
        case _:
            return _with_module(state, event)


def _at_rest(state: RunState) -> RunState:
    """Nobody waits for an answer any more; what those calls may have cost counts as spent."""
    return changed(state, spent=state.committed, in_flight={})


def _resumed(settings: Settings, event: ev.RunResumed) -> Settings:
    workflow = {"workflow": event.workflow} if event.workflow else {}
    return settings.model_copy(update={**(dict(event.budget) if event.budget else {}), **workflow})


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
        return changed(state, helm=helm)
    again = {module.name: changed(module, status="building", reason="") for module in short}
    return changed(
        state, helm=helm, modules={**state.modules, **again}, integrated=None, hidden=None, compliance=None
    )


def _apply_stage(state: RunState, event: ev.StageEntered | ev.StageSkipped | ev.StageRetried) -> RunState:
    match event:
        case ev.StageEntered(stage=stage):
            return changed(state, stage=stage, skipped=_without(state.skipped, stage))
        case ev.StageSkipped(stage=stage, module="", reason=reason):
            return changed(state, skipped={**state.skipped, stage: reason})
        case ev.StageRetried(stage=stage) if stage != "review":  # Where other modules go on meanwhile.
            return _at_rest(state)
    return state


def _apply_call(state: RunState, event: ev.CallStarted | ev.CallEnded | ev.CallFailed | ev.BudgetReached) -> RunState:
    match event:
        case ev.CallStarted(call=call):
            return changed(state, in_flight={**state.in_flight, call.key: call})
        case ev.CallEnded(call=call):
            return changed(_paid(state, call), calls={**state.calls, call.key: call})
        case ev.CallFailed(call=call):
            return _paid(state, call)
        case ev.BudgetReached(key=key):
            return changed(state, in_flight=_without(state.in_flight, key))


def _paid(state: RunState, call: Call) -> RunState:
    return changed(state, spent=state.spent.with_calls((call,)), in_flight=_without(state.in_flight, call.key))


def _without(table: dict[str, T], key: str) -> dict[str, T]:
    return {other: value for other, value in table.items() if other != key}


def _with_module(state: RunState, event: ev.Event) -> RunState:
    name = event.suite.module if isinstance(event, ev.SuiteProved) else getattr(event, "module", "")
    return changed(state, modules={**state.modules, name: state.modules[name].after(event)})
