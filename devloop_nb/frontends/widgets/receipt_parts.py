"""Parts of a receipt as lines: the tests attempt by attempt, what gates and reviewers said, and what is proved."""

from collections.abc import Iterator

from devloop_nb.frontends.describe_checks import say_gates, say_left, say_review
from devloop_nb.frontends.widgets.plain_text import one_line
from devloop_nb.values.attempt import Attempt
from devloop_nb.values.compliance import Row
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.run_state import RunState

MOST_COLUMNS, MOST_ROWS, LONGEST = 30, 50, 400
SIGNS = {"passed": "✓", "failed": "✕", "error": "!", "timeout": "T", "missing": "?"}
PROOFS = {"proved": "✓", "unsatisfied": "✕", "not claimed": "–"}
Part = tuple[str, list[str]]


def module_parts(module: ModuleState) -> list[Part]:
    """A title and lines each; what there is nothing to say of is left out."""
    parts = [("Tests by attempt", [*_heat(module)])]
    if module.best:
        parts.append((f"Quality of attempt {module.best.number}", [*_quality(module, module.best)]))
    return [(title, lines) for title, lines in parts if lines]


def run_parts(state: RunState) -> list[Part]:
    """What proves the criteria."""
    rows = [_proof(row) for row in state.compliance or ()][:MOST_ROWS]
    return [("Proofs", rows)] if rows else []


def _heat(module: ModuleState) -> Iterator[str]:
    """A row of signs for each test; with one attempt alone its table says it all."""
    shown = [attempt for attempt in module.finished if attempt.outcome][-MOST_COLUMNS:]
    tests = module.suite.expected[:MOST_ROWS] if module.suite else ()
    if len(shown) < 2:
        return
    signs = "✓ passed, ✕ failed, ! error, T timeout, ? missing, – else"
    yield f"attempts {shown[0].number} to {shown[-1].number}: {signs}"
    columns = [{case.id: case.outcome for case in each.outcome.tests} if each.outcome else {} for each in shown]
    for test in tests:
        row = "".join(SIGNS.get(column.get(test, ""), "–") for column in columns)
        yield f"{row} {one_line(test, 80)}"


def _quality(module: ModuleState, best: Attempt) -> Iterator[str]:
    if best.gates:
        yield one_line(say_gates(best.gates), LONGEST)
    if best.review:
        yield one_line(say_review(best.review), LONGEST)
    if module.left and module.accepted == best.number:
        yield one_line(say_left(module.left), LONGEST)


def _proof(row: Row) -> str:
    told = [row.place, ", ".join(row.tests), row.why]
    says = f"{PROOFS[row.status]} {row.criterion.id} {row.status}: {row.criterion.says}"
    return one_line("; ".join([says, *filter(None, told)]), LONGEST)
