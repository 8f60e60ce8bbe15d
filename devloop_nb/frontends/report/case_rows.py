"""Outcomes of tests as rows."""

from collections.abc import Sequence

from devloop_nb.frontends.report import figures
from devloop_nb.frontends.report.excerpt import excerpt
from devloop_nb.frontends.report.plain_text import Pen
from devloop_nb.frontends.report.sheet import CaseRow, Fact, Failure, Grid
from devloop_nb.values.attempt import Attempt
from devloop_nb.values.outcome import CaseResult, Outcome

CASES = 300
COLUMNS = 24
FAILING = 8
TRACEBACK = 4_000


def case_rows(pen: Pen, outcome: Outcome | None) -> tuple[CaseRow, ...]:
    """The tests of an outcome, none where there is no outcome."""
    return tuple(_case_row(pen, case) for case in outcome.tests[:CASES]) if outcome else ()


def _case_row(pen: Pen, case: CaseResult) -> CaseRow:
    return CaseRow(
        id=pen.line(case.id),
        outcome=case.outcome,
        seconds=case.seconds,
        cpu_seconds=case.cpu_seconds,
        peak_mib=case.peak_mib,
        message=message(pen, case),
        traceback=pen.body(case.traceback, TRACEBACK),
    )


def message(pen: Pen, case: CaseResult) -> str:
    """One line on what made a test fail."""
    said = case.message if case.message.startswith(case.exception) else f"{case.exception}: {case.message}"
    return pen.line(said)


def failure(pen: Pen, attempt: Attempt) -> Failure:
    """What went wrong in an attempt."""
    failing = attempt.outcome.failing if attempt.outcome else ()
    more = len(failing) - FAILING
    return Failure(
        number=attempt.number,
        says=pen.line(why(attempt)),
        tests=tuple(
            Fact(pen.line(case.id), f"{case.outcome}. {message(pen, case)}".strip()) for case in failing[:FAILING]
        ),
        more=f"and {more} more" if more > 0 else "",
    )


def why(attempt: Attempt) -> str:
    """What became of an attempt, in one line."""
    if attempt.draft is None:
        return "stopped before there was code"
    if attempt.draft.problem:
        return attempt.draft.problem
    if attempt.outcome is None:
        return "stopped before its tests ran"
    outcome = attempt.outcome
    if outcome.status == "failed" and not outcome.message:
        return f"{len(outcome.failing)} of {figures.count(outcome.expected, 'test')} failed"
    return outcome.message or outcome.status


def grid(pen: Pen, expected: Sequence[str], attempts: Sequence[Attempt]) -> Grid:
    """Tests against attempts; an attempt whose tests never ran has an empty column."""
    shown, cut = excerpt([attempt for attempt in attempts if attempt.outcome], COLUMNS, "attempts")
    columns = [{case.id: case.outcome for case in attempt.outcome.tests} for attempt in shown if attempt.outcome]
    return Grid(
        attempts=tuple(attempt.number for attempt in shown),
        rows=tuple((pen.line(id), tuple(column.get(id, "") for column in columns)) for id in expected[:CASES]),
        cut=cut,
    )
