"""What gates and reviewers say of one attempt, and what proves the criteria of a run."""

from typing import Any

from devloop_nb.frontends.widgets.plain_text import one_line
from devloop_nb.values.attempt import Attempt
from devloop_nb.values.finding import Finding
from devloop_nb.values.gate import GateResult
from devloop_nb.values.gates import gates_of
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.review import SAYS
from devloop_nb.values.run_state import RunState

MOST = 100
TOOLS = dict.fromkeys(("security", "style", "complexity"), "ruff")
TOOLS |= {"types": "mypy", "coverage": "coverage.py"}
TOOLS |= dict.fromkeys(("start_seconds", "import_mib", "response_seconds"), "a fresh kernel")


def quality_body(state: RunState, module: ModuleState, attempt: Attempt) -> dict[str, Any]:
    """Gates and review; ``None`` in place of what did not happen."""
    limits = {name: gate.limit for name, gate in gates_of(state.settings.gates).items()}
    said = {name: gate.says for name, gate in gates_of(state.settings.gates).items()}
    gates = attempt.gates
    return {
        "gates": None if gates is None else [_gate(result, limits, said) for result in gates],
        "seconds": round(attempt.gate_seconds, 3),
        "review": _review(module, attempt),
    }


def compliance_body(state: RunState) -> list[dict[str, Any]] | None:
    """Each criterion with its lines, its tests and its proof; ``None`` before that was looked at."""
    if state.compliance is None:
        return None
    return [
        {
            "id": row.criterion.id,
            "level": row.criterion.level,
            "says": one_line(row.criterion.says, 400),
            "status": row.status,
            "fails": row.fails,
            "place": one_line(row.place, 300),
            "tests": [one_line(test) for test in row.tests[:MOST]],
            "by": row.by,
            "why": one_line(row.why, 400),
        }
        for row in state.compliance[:MOST]
    ]


def _gate(result: GateResult, limits: dict[str, float | None], said: dict[str, str]) -> dict[str, Any]:
    return {
        "gate": result.gate,
        "asks": one_line(said.get(result.gate, "")),
        "mode": result.mode,
        "status": result.status,
        "blocks": result.blocks,
        "reading": one_line(result.reading),
        "limit": limits.get(result.gate),
        "tool": TOOLS.get(result.gate, "syntax tree"),
        "why": one_line(result.why, 400),
        "findings": [_finding(finding) for finding in result.findings[:MOST]],
        "more": max(0, len(result.findings) - MOST),
    }


def _review(module: ModuleState, attempt: Attempt) -> dict[str, Any] | None:
    review = attempt.review
    if review is None:
        return None
    left = {each.finding: one_line(each.reason, 400) for each in module.left}
    lines = attempt.code.splitlines()
    found = sorted(review.findings, key=lambda finding: (finding.severity != "error", finding.line))
    return {
        "by": one_line(review.by, 80),
        "round": review.round,
        "note": one_line(review.note, 400),
        "dropped": review.dropped,
        "findings": [
            {
                **_finding(each),
                "kind": SAYS[each.severity],
                "code": _line(lines, each.line),
                "left": left.get(each, ""),
            }
            for each in found[:MOST]
        ],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "severity": finding.severity,
        "about": one_line(finding.about, 60),
        "place": one_line(finding.place, 120),
        "line": finding.line,
        "rule": one_line(finding.rule, 60),
        "says": one_line(finding.says, 500),
        "asks": one_line(finding.asks, 300),
    }


def _line(lines: list[str], number: int) -> str:
    return one_line(lines[number - 1], 160) if 0 < number <= len(lines) else ""
