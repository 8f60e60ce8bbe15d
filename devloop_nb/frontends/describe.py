"""An event in one line of text, the same for every frontend."""

from devloop_nb.frontends.describe_checks import say_compliance, say_gates, say_left, say_review
from devloop_nb.frontends.describe_helm import say_at_the_helm
from devloop_nb.frontends.report.figures import count
from devloop_nb.values import events as ev
from devloop_nb.values.events import Event, Recorded
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.parted_tests import units
from devloop_nb.values.plan import Plan

LEVELS = ("DEBUG", "INFO", "WARN", "ERROR")


def level(event: Event) -> str:
    """How much an event matters to somebody who reads along: one of ``LEVELS``."""
    match event:
        case ev.Noted(level=given):
            return given
        case ev.BudgetReached():
            return "WARN"
        case ev.CallStarted() | ev.CallFailed() | ev.CodeWritten() | ev.AttemptRun() | ev.StageEntered():
            return "DEBUG"
        case ev.RequirementsVetted(findings=findings) if findings:
            return "WARN"
        case ev.StageSkipped() | ev.StageRetried():
            return "WARN"
        case ev.ModuleEnded(status="partial" | "failed") | ev.RunEnded(status="partial" | "stopped"):
            return "WARN"
        case ev.RunEnded(status="failed"):
            return "ERROR"
        case ev.CheckpointReached() | ev.ExpectationDoubted():
            return "WARN"
        case ev.EditsTried(problem=problem) if problem:
            return "WARN"
    return "INFO"


def describe(recorded: Recorded) -> str:
    """What happened, in one line."""
    return " ".join(_say(recorded.event).split())


def _say(event: Event) -> str:  # noqa: C901 - one line for each kind of event
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
        case ev.CallEnded(call=call):
            return _call(call.key, call.tokens, call.seconds, call.problem)
        case ev.CallFailed(call=call):
            return _call(call.key, call.tokens, call.seconds, call.problem)
        case ev.BudgetReached(key=key, over=over):
            return f"{key} was not asked: {over.says}"
        case ev.PlanMade(plan=plan):
            return _plan(plan)
        case ev.SuiteProved(suite=suite, hidden=hidden, held=held):
            dropped = f", {len(suite.rejected)} rejected" if suite.rejected else ""
            dropped += f", {len(units(held.source))} held back" if held else ""
            failing = count(len(suite.expected), f"{'held-back ' * hidden}test")
            return f"{suite.module}: {failing} {'fails' if len(suite.expected) == 1 else 'fail'} on a stub{dropped}"
        case ev.AttemptStarted(module=module, move=move):
            return f"{module}, attempt {move.number}: {move.kind}, {move.reason}"
        case ev.CodeWritten(module=module, number=number, draft=draft):
            said = draft.problem or f"{len(draft.code.splitlines())} lines of code"
            return f"{module}, attempt {number}: {said}"
        case ev.AttemptRun(module=module, number=number, outcome=outcome):
            return f"{module}, attempt {number}: {_outcome(outcome)}"
        case ev.Gated(module=module, number=number, results=results):
            return f"{module}, attempt {number}: {say_gates(results)}"
        case ev.Reviewed(module=module, number=number, review=review):
            return f"{module}, attempt {number}: {say_review(review)}"
        case ev.SuggestionsLeft(module=module, left=left):
            return f"{module}: {say_left(left)}"
        case ev.Complied(rows=rows):
            return say_compliance(rows)
        case ev.AttemptScored(module=module, number=number, score=score):
            return f"{module}, attempt {number}: {score.passed} of {score.expected} tests, score {score.total:.2f}"
        case ev.EditsTried():
            return _edits(event)
        case ev.AttemptReverted(module=module, number=number, parent=parent, broke=broke):
            return f"{module}: attempt {number} broke {', '.join(broke)}; work goes on from attempt {parent}"
        case ev.SuiteWeighed(module=module, weight=weight):
            found = "finds none and does not count" if len(weight.idle) == 1 else "find none and do not count"
            idle = f"; {count(len(weight.idle), 'test')} of the model's {found}" if weight.idle else ""
            return f"{module}: its tests find {weight.found} of {weight.mutants} mistakes put into the code{idle}"
        case ev.ExpectationDoubted(module=module, doubt=doubt):
            return f"{module}: {doubt.told}"
        case ev.ExpectationDropped(module=module, doubt=doubt):
            return f"{module}: {', '.join(doubt.says)} does not count any more"
        case ev.ModuleReopened(module=module, reason=reason):
            return f"{module} is sent back: {reason}"
        case ev.AttemptAccepted(module=module, number=number, by=by):
            return f"{module}: attempt {number} is accepted" + (" by hand" if by == "user" else "")
        case ev.AcceptanceTurned(module=module, turn=turn):
            return f"{module}: the last acceptance is {'undone' if turn == 'undo' else 'made again'}"
        case ev.ModuleEnded(module=module, status=status, reason=reason):
            return f"{module}: {status}, {reason}"
        case ev.Integrated(outcome=outcome):
            return f"integration: {_outcome(outcome)}"
        case ev.HiddenRun(outcome=outcome):
            return f"held-back tests: {_outcome(outcome)}"
        case ev.Steered() | ev.CheckpointReached() | ev.CheckpointAnswered():
            return say_at_the_helm(event)
        case ev.Noted(says=says):
            return says
        case ev.RunEnded(status=status, reason=reason):
            return f"{status}: {reason}"


def _call(key: str, tokens: int, seconds: float, problem: str) -> str:
    return f"{key}: {tokens} tokens in {seconds:.1f} s" + (f", {problem}" if problem else "")


def _outcome(outcome: Outcome) -> str:
    if outcome.status in ("passed", "failed"):
        sealed = ", sealed" if outcome.verdict == "sealed" else ""
        grows = f", time grows as {outcome.scaling.time.says}" if outcome.scaling else ""
        return f"{outcome.passed} of {outcome.expected} passed in {outcome.seconds:.1f} s{sealed}{grows}"
    return f"{outcome.status}, {outcome.message}"


def _edits(event: ev.EditsTried) -> str:
    more = f"; no more of them: {event.problem}" if event.problem else ""
    best = count(event.passed, "test")
    said = f"{event.tried} small edits of attempt {event.number} tried, the best passes {best}{more}"
    nothing = f"small edits of attempt {event.number} could not be tried: {event.problem}"
    return f"{event.module}: {nothing if event.problem and not event.tried else said}"


def _plan(plan: Plan) -> str:
    parts = [f"{m.name} after {', '.join(m.depends_on)}" if m.depends_on else m.name for m in plan.modules]
    return f"plan by {plan.by}: {', '.join(parts)}" + "".join(f"; {note}" for note in plan.notes)
