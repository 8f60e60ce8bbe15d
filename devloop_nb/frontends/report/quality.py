"""What gates, reviews and the matrix of criteria say about the code that a report shows, as tables."""

from collections.abc import Iterator

from devloop_nb.frontends.report.module_sheet import shown_attempt
from devloop_nb.frontends.report.plain_text import Pen
from devloop_nb.frontends.report.sheet import Table
from devloop_nb.values.gate import GateResult
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.own_doubts import RULE
from devloop_nb.values.review import SAYS
from devloop_nb.values.run_state import RunState

_MOST = 5
Row = tuple[str, ...]


def quality_tables(pen: Pen, state: RunState) -> tuple[Table, ...]:
    """One table for each thing that was looked at; none where nothing was."""
    modules = state.modules.values()
    tables = (
        ("Gates", ("module", "gate", "result", "reading", "findings"), [r for m in modules for r in _gates(m)]),
        ("Review", ("module", "attempt", "says", "what came of it"), [r for m in modules for r in _reviews(m)]),
        ("Compliance", ("criterion", "says", "result", "lines", "tests", "why"), [*_compliance(state)]),
    )
    return tuple(
        Table(title, head, tuple(tuple(pen.line(cell) for cell in row) for row in rows))
        for title, head, rows in tables
        if rows
    )


def _gates(module: ModuleState) -> Iterator[Row]:
    attempt = shown_attempt(module)
    for result in (attempt and attempt.gates) or ():
        status = "blocks" if result.blocks else "warns" if result.status == "failed" else result.status
        yield module.name, result.gate, status, result.reading or "–", "; ".join(_said(result)) or "–"


def _said(result: GateResult) -> Iterator[str]:
    if result.why:
        yield result.why
    yield from (finding.told for finding in result.findings[:_MOST])
    if more := result.findings[_MOST:]:
        yield f"and {len(more)} more"


def _reviews(module: ModuleState) -> Iterator[Row]:
    """Of the gates' warnings, which have a table of their own, only that there are some."""
    left = {each.finding: each.reason for each in module.left}
    for attempt in module.attempts:
        review = attempt.review
        if review is None:
            continue
        said = [finding for finding in review.findings if finding.rule in ("review", RULE)]
        for finding in said:
            sent_back = "the module was sent back" if module.accepted != attempt.number else "it stands"
            yield (
                *(module.name, str(attempt.number), f"{SAYS[finding.severity]} {finding.told}"),
                f"not taken: {left[finding]}" if finding in left else sent_back,
            )
        rules = f"{len(review.findings) - len(said)} more by rules"
        dropped = f"{review.dropped} about lines that do not exist were dropped; " if review.dropped else ""
        yield module.name, str(attempt.number), f"reviewed by {review.by}", dropped + (review.note or rules)


def _compliance(state: RunState) -> Iterator[Row]:
    for row in state.compliance or ():
        tests = ", ".join(row.tests)
        yield row.criterion.id, row.criterion.says, row.status, row.place or "–", tests or "–", row.why or "–"
