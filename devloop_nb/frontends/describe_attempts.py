"""What happened to an attempt, in one line of text."""

from devloop_nb.frontends.describe_checks import say_gates, say_review
from devloop_nb.frontends.report.figures import count
from devloop_nb.values import events as ev
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.own_doubts import say_doubts

AttemptEvent = (
    ev.AttemptStarted
    | ev.CodeWritten
    | ev.AttemptRun
    | ev.Gated
    | ev.Reviewed
    | ev.AttemptScored
    | ev.AttemptReverted
    | ev.EditsTried
    | ev.AttemptAccepted
)


def say_attempt(event: AttemptEvent) -> str:
    """What happened, in one line."""
    match event:
        case ev.AttemptStarted(module=module, move=move):
            return f"{module}, attempt {move.number}: {move.kind}, {move.reason}"
        case ev.CodeWritten(module=module, number=number, draft=draft):
            said = draft.problem or f"{len(draft.code.splitlines())} lines of code"
            doubts = say_doubts(draft.code)
            return f"{module}, attempt {number}: {said}" + (f"; {doubts}" if doubts else "")
        case ev.AttemptRun(module=module, number=number, outcome=outcome):
            return f"{module}, attempt {number}: {say_outcome(outcome)}"
        case ev.Gated(module=module, number=number, results=results):
            return f"{module}, attempt {number}: {say_gates(results)}"
        case ev.Reviewed(module=module, number=number, review=review):
            return f"{module}, attempt {number}: {say_review(review)}"
        case ev.AttemptScored(module=module, number=number, score=score):
            return f"{module}, attempt {number}: {score.passed} of {score.expected} tests, score {score.total:.2f}"
        case ev.EditsTried():
            return _edits(event)
        case ev.AttemptReverted(module=module, number=number, parent=parent, broke=broke):
            return f"{module}: attempt {number} broke {', '.join(broke)}; work goes on from attempt {parent}"
        case ev.AttemptAccepted(module=module, number=number, by=by):
            return f"{module}: attempt {number} is accepted" + (" by hand" if by == "user" else "")


def say_outcome(outcome: Outcome) -> str:
    """How tests ended, in one line."""
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
