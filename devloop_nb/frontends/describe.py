"""An event in one line of text, the same for every frontend."""

from devloop_nb.frontends.describe_attempts import AttemptEvent, say_attempt, say_outcome
from devloop_nb.frontends.describe_checks import say_compliance
from devloop_nb.frontends.describe_helm import say_at_the_helm
from devloop_nb.frontends.describe_modules import ModuleEvent, say_module
from devloop_nb.values import events as ev
from devloop_nb.values.events import Event, Recorded
from devloop_nb.values.own_doubts import own_doubts
from devloop_nb.values.plan import Plan

LEVELS = ("DEBUG", "INFO", "WARN", "ERROR")


def level(event: Event) -> str:
    """How much an event matters to somebody who reads along: one of ``LEVELS``."""
    match event:
        case ev.Noted(level=given):
            return given
        case ev.CodeWritten(draft=draft):
            return "INFO" if own_doubts(draft.code) else "DEBUG"
        case ev.CallStarted() | ev.CallFailed() | ev.AttemptRun() | ev.StageEntered():
            return "DEBUG"
        case ev.RequirementsVetted(findings=findings) if findings:
            return "WARN"
        case ev.StageSkipped() | ev.StageRetried():
            return "WARN"
        case ev.ModuleEnded(status="partial" | "failed") | ev.RunEnded(status="partial" | "stopped"):
            return "WARN"
        case ev.RunEnded(status="failed"):
            return "ERROR"
        case ev.CheckpointReached() | ev.ExpectationDoubted() | ev.SuiteRejected() | ev.BudgetReached():
            return "WARN"
        case ev.EditsTried(problem=problem) if problem:
            return "WARN"
    return "INFO"


def describe(recorded: Recorded) -> str:
    """What happened, in one line."""
    return " ".join(_say(recorded.event).split())


def _say(event: Event) -> str:  # noqa: C901 - one line for each kind of event
    if isinstance(event, AttemptEvent):
        return say_attempt(event)
    if isinstance(event, ModuleEvent):
        return say_module(event)
    match event:
        case ev.RunStarted(requirements=asked, lm=lm):
            return f"{asked.name}: {asked.goal} (model {lm})"
        case ev.RunResumed():
            return "going on where it stopped"
        case ev.StageEntered(stage=stage, module=module):
            return f"{stage} {module}".strip()
        case ev.StageSkipped(stage=stage, module=module, reason=reason):
            return f"{module}: {stage} is left out: {reason}".removeprefix(": ")
        case ev.StageRetried(stage=stage, turn=turn, reason=reason):
            return f"{stage} is begun again (retry {turn}): {reason}"
        case ev.RequirementsVetted(findings=findings):
            return "; ".join(f"{finding.says}: {finding.asks}" for finding in findings) or "nothing is missing"
        case ev.PackageInstalled(package=new):
            return f"installed {new.name} {new.version}: {new.mib:.1f} MiB in {new.seconds:.1f} s"
        case ev.CallStarted(call=call):
            return f"asking {call.lm} for {call.key}"
        case ev.CallEnded(call=call) | ev.CallFailed(call=call):
            return _call(call.key, call.tokens, call.seconds, call.problem)
        case ev.BudgetReached(key=key, over=over):
            return f"{key} was not asked: {over.says}"
        case ev.PlanMade(plan=plan):
            return _plan(plan)
        case ev.Complied(rows=rows):
            return say_compliance(rows)
        case ev.Integrated(outcome=outcome):
            return f"integration: {say_outcome(outcome)}"
        case ev.HiddenRun(outcome=outcome):
            return f"held-back tests: {say_outcome(outcome)}"
        case ev.Steered() | ev.CheckpointReached() | ev.CheckpointAnswered():
            return say_at_the_helm(event)
        case ev.Noted(says=says):
            return says
        case ev.RunEnded(status=status, reason=reason):
            return f"{status}: {reason}"


def _call(key: str, tokens: int, seconds: float, problem: str) -> str:
    return f"{key}: {tokens} tokens in {seconds:.1f} s" + (f", {problem}" if problem else "")


def _plan(plan: Plan) -> str:
    parts = [f"{m.name} after {', '.join(m.depends_on)}" if m.depends_on else m.name for m in plan.modules]
    return f"plan by {plan.by}: {', '.join(parts)}" + "".join(f"; {note}" for note in plan.notes)
