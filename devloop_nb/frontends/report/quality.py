"""What gates said about the code that a report shows, as a table."""

from collections.abc import Iterator

from devloop_nb.frontends.report.module_sheet import shown_attempt
from devloop_nb.frontends.report.plain_text import Pen
from devloop_nb.frontends.report.sheet import Table
from devloop_nb.values.gate import GateResult
from devloop_nb.values.run_state import RunState

_MOST = 5


def quality_tables(pen: Pen, state: RunState) -> tuple[Table, ...]:
    """One table for each thing that was looked at; none where nothing was."""
    return tuple(table for table in (_gates(pen, state),) if table.rows)


def _gates(pen: Pen, state: RunState) -> Table:
    rows = []
    for module in state.modules.values():
        attempt = shown_attempt(module)
        for result in (attempt and attempt.gates) or ():
            said = [pen.line(line) for line in _said(result)]
            status = "blocks" if result.blocks else "warns" if result.status == "failed" else result.status
            rows.append((pen.line(module.name), result.gate, status, result.reading or "–", "; ".join(said) or "–"))
    return Table("Gates", ("module", "gate", "result", "reading", "findings"), tuple(rows))


def _said(result: GateResult) -> Iterator[str]:
    if result.why:
        yield result.why
    yield from (finding.told for finding in result.findings[:_MOST])
    if more := result.findings[_MOST:]:
        yield f"and {len(more)} more"
