"""The small part of a run that is always in the browser; everything long is fetched when it is looked at."""

from typing import Any

from devloop_nb.frontends.widgets.plain_text import one_line
from devloop_nb.values.attempt import Attempt
from devloop_nb.values.finding import Finding
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.run_state import RunState

NEWEST = 60
"""Attempts a module that the index holds; the best one is there in any case."""
MOST_TESTS = 200
MARKS = {
    "passed": "p",
    "failed": "f",
    "error": "e",
    "timeout": "t",
    "missing": "m",
    "skipped": "s",
    "xfailed": "x",
    "xpassed": "u",
}
"""One letter an outcome, so that a row of the grid is one short string; a space means not run."""


def index_of(state: RunState) -> dict[str, Any]:
    """The run as the view's header, lists and grid need it."""
    requirements = state.requirements
    return {
        "run": state.run,
        "name": state.name,
        "goal": one_line(requirements.goal, 300) if requirements else "",
        "status": state.status,
        "reason": one_line(state.reason, 400),
        "stage": state.stage,
        "reached": reached(state),
        "lm": one_line(state.lm, 80),
        "calls": len(state.calls),
        "tokens": state.tokens,
        "asking": ", ".join(state.in_flight),
        "score": round(state.score, 4),
        "limit": state.settings.attempts,
        "threshold": state.settings.threshold,
        "metric": one_line(state.settings.metric_name, 60),
        "active": round(state.active, 3),
        "at": state.last,
        "findings": [_finding(finding) for finding in state.findings[:20]],
        "integration": _tally(state.integrated, state.integration is not None and "integration" not in state.skipped),
        "hidden": _tally(state.hidden, state.hidden_suite is not None and "held-back" not in state.skipped),
        "modules": [_module(module, state) for module in state.modules.values()],
    }


def reached(state: RunState) -> str:
    """The stage that a run came to, also where it was stopped on the way."""
    if state.stage != "done" or state.status in ("success", "partial"):
        return state.stage
    if state.hidden or state.integrated:
        return "held-back" if state.hidden else "integration"
    if any(module.attempts for module in state.modules.values()):
        return "building"
    return "testing" if state.plan else "planning"


def _finding(finding: Finding) -> dict[str, str]:
    return {
        "severity": finding.severity,
        "about": one_line(finding.about, 60),
        "says": one_line(finding.says, 300),
        "asks": one_line(finding.asks, 300),
    }


def _tally(outcome: Outcome | None, planned: bool) -> dict[str, int] | None:
    if outcome is None:
        return {"passed": 0, "expected": 0, "ran": 0} if planned else None
    return {"passed": outcome.passed, "expected": outcome.expected, "ran": 1}


def _module(module: ModuleState, state: RunState) -> dict[str, Any]:
    spec = state.plan.module(module.name) if state.plan else None
    ids = module.suite.expected[:MOST_TESTS] if module.suite else ()
    return {
        "name": module.name,
        "purpose": one_line(spec.purpose, 200) if spec else "",
        "needs": list(spec.depends_on) if spec else [],
        "status": module.status,
        "reason": one_line(module.reason, 300),
        "accepted": module.accepted,
        "byHand": module.by_hand,
        "best": module.best.number if module.best else None,
        "tests": [one_line(name, 120) for name in ids],
        "rejected": len(module.suite.rejected) if module.suite else 0,
        "earlier": max(0, len(module.attempts) - NEWEST),
        "attempts": [_attempt(attempt, ids) for attempt in _shown(module)],
    }


def _shown(module: ModuleState) -> list[Attempt]:
    newest = list(module.attempts[-NEWEST:])
    return newest if not module.best or module.best in newest else [module.best, *newest]


def _attempt(attempt: Attempt, ids: tuple[str, ...]) -> dict[str, Any]:
    score, outcome = attempt.score, attempt.outcome
    return {
        "n": attempt.number,
        "kind": attempt.move.kind,
        "form": one_line(attempt.move.form, 40),
        "parent": attempt.move.parent,
        "reason": one_line(attempt.move.reason, 160),
        "step": _step(attempt),
        "score": round(score.total, 4) if score else None,
        "passed": score.passed if score else 0,
        "expected": score.expected if score else len(ids),
        "seconds": round(outcome.seconds, 3) if outcome else None,
        "marks": _marks(outcome, ids),
        "verdict": outcome.verdict if outcome else "",
    }


def _step(attempt: Attempt) -> str:
    if attempt.score:
        return "scored"
    if attempt.outcome:
        return "scoring"
    return "running" if attempt.draft else "writing"


def _marks(outcome: Outcome | None, ids: tuple[str, ...]) -> str:
    seen = {case.id: MARKS[case.outcome] for case in outcome.tests} if outcome else {}
    return "".join(seen.get(name, " ") for name in ids)
