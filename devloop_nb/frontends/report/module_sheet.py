"""One module of a run, as a report tells it."""

import difflib

from devloop_nb.frontends.report import figures
from devloop_nb.frontends.report.case_rows import case_rows, failure, grid, why
from devloop_nb.frontends.report.excerpt import excerpt
from devloop_nb.frontends.report.plain_text import Body, Pen
from devloop_nb.frontends.report.readings import readings
from devloop_nb.frontends.report.sheet import AttemptRow, Fact, ModuleSheet, SourceFile
from devloop_nb.values.attempt import Attempt
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.own_doubts import say_doubts
from devloop_nb.values.run_state import RunState
from devloop_nb.values.suite import Suite

ATTEMPTS = 100
TRAIL = 30


def module_sheet(pen: Pen, state: RunState, module: ModuleState) -> ModuleSheet:
    """Everything about one module."""
    shown = shown_attempt(module)
    attempts, attempts_cut = excerpt(module.attempts, ATTEMPTS, "attempts")
    trail, trail_cut = excerpt([a for a in module.attempts if not _passed(a)], TRAIL, "failed attempts")
    expected = module.suite.expected if module.suite else ()
    cases = case_rows(pen, shown.outcome if shown else None)
    before = _before(module, shown)
    return ModuleSheet(
        name=pen.line(module.name),
        status=module.status,
        reason=pen.line(module.reason),
        purpose=pen.line(_purpose(state, module.name)),
        score=shown.total if shown else 0.0,
        shown=shown.number if shown else None,
        accepted=module.accepted is not None,
        code=pen.body(shown.code if shown else ""),
        totals=tuple(attempt.total for attempt in module.finished),
        attempts=tuple(_row(pen, attempt, attempt is shown) for attempt in attempts),
        attempts_cut=attempts_cut,
        cases=cases,
        cases_cut=_cut(len(expected) - len(cases)) if cases else "",
        readings=_readings(pen, shown),
        grid=grid(pen, expected, module.attempts),
        files=suite_files(pen, module.suite),
        red=red_phase(module),
        rejected=_rejected(pen, module.suite),
        trail=tuple(failure(pen, attempt) for attempt in trail),
        trail_cut=trail_cut,
        diff=pen.body(_diff(before, shown)) if before and shown else Body(""),
        diff_from=before.number if before else None,
    )


def _purpose(state: RunState, name: str) -> str:
    purpose = state.plan.module(name).purpose if state.plan else ""
    return "" if state.requirements and purpose == state.requirements.goal else purpose


def shown_attempt(module: ModuleState) -> Attempt | None:
    """The accepted attempt, else the best one that has code, else the last that has."""
    best = module.best
    if best and best.code:
        return best
    return next((attempt for attempt in reversed(module.attempts) if attempt.code), best)


def red_phase(module: ModuleState) -> str:
    """What was proved about the tests before there was code."""
    if module.suite is None or module.red is None:
        return "No suite was proved for this module."
    proved = figures.count(len(module.suite.expected), "test")
    return f"{proved} failed on an empty stub, as they must, before any code was written."


def suite_files(pen: Pen, suite: Suite | None) -> tuple[SourceFile, ...]:
    """The test files and whose they are."""
    files = suite.files if suite else ()
    return tuple(SourceFile(pen.line(file.name), file.provenance, pen.body(file.source)) for file in files)


def _readings(pen: Pen, shown: Attempt | None) -> tuple[Fact, ...]:
    outcome = shown.outcome if shown else None
    return tuple(Fact(name, pen.line(says)) for name, says in readings(outcome)) if outcome else ()


def _passed(attempt: Attempt) -> bool:
    return attempt.outcome is not None and attempt.outcome.status == "passed"


def _before(module: ModuleState, shown: Attempt | None) -> Attempt | None:
    earlier = [attempt for attempt in module.attempts if shown and attempt.number < shown.number and attempt.code]
    return earlier[-1] if earlier else None


def _diff(before: Attempt, after: Attempt) -> str:
    old, new = before.code.splitlines(), after.code.splitlines()
    lines = difflib.unified_diff(old, new, f"attempt {before.number}", f"attempt {after.number}", lineterm="")
    return "\n".join(lines)


def _row(pen: Pen, attempt: Attempt, kept: bool) -> AttemptRow:
    score = attempt.score
    return AttemptRow(
        number=attempt.number,
        move=attempt.move.kind if attempt.move.parent is None else f"{attempt.move.kind} of {attempt.move.parent}",
        form=pen.line(attempt.move.form),
        reason=pen.line(attempt.move.reason),
        score=score.total if score else None,
        tests=f"{score.passed}/{score.expected}" if score else "–",
        outcome=pen.line("; ".join(filter(None, (_outcome(attempt), say_doubts(attempt.code))))),
        seconds=attempt.outcome.seconds if attempt.outcome else None,
        kept=kept,
    )


def _outcome(attempt: Attempt) -> str:
    return "passed" if _passed(attempt) else why(attempt)


def _rejected(pen: Pen, suite: Suite | None) -> tuple[Fact, ...]:
    return tuple(Fact(pen.line(id), pen.line(why)) for id, why in suite.rejected.items()) if suite else ()


def _cut(missing: int) -> str:
    return f"{figures.count(missing, 'more test')} not shown" if missing > 0 else ""
