"""The run as HTML that needs no JavaScript and no style sheet; what came from elsewhere is escaped and bounded."""

from html import escape

from devloop_nb.frontends.widgets.plain_text import one_line, plain
from devloop_nb.frontends.widgets.receipt_parts import Part, module_parts, run_parts
from devloop_nb.frontends.widgets.receipt_text import headline, how_to_go_on, seconds
from devloop_nb.values.attempt import Attempt
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.run_state import RunState

MOST_ATTEMPTS = 30
MOST_TESTS = 50
CELL = "padding:2px 10px;text-align:left;vertical-align:top;border-bottom:1px solid rgba(128,128,128,.3)"
SIGNS = {"passed": "✓", "failed": "✕", "skipped": "–", "xfailed": "–"}
IGNORED = "mathjax_ignore tex2jax_ignore"
"""Dollar signs in tests and messages are no formulas."""


def receipt_html(state: RunState, uid: str) -> str:
    """One block that carries the class ``devloop-receipt-UID``, by which a live view hides it."""
    parts = [f"<p style='margin:4px 0'><b>devloop</b> {_text(headline(state), 800)}</p>", _findings(state)]
    parts += [f"<p style='margin:4px 0'>{_text(line, 300)}</p>" for line in how_to_go_on(state)]
    parts += [_module(module) for module in state.modules.values()]
    parts += map(_part, run_parts(state))
    return f"<div class='devloop-receipt-{escape(uid)} {IGNORED}'>{''.join(parts)}</div>"


def _text(value: object, limit: int = 200) -> str:
    return escape(one_line(value, limit))


def _row(*cells: str, tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag} style='{CELL}'>{cell}</{tag}>" for cell in cells) + "</tr>"


def _table(*rows: str) -> str:
    return f"<table style='border-collapse:collapse;font-size:90%;margin:4px 0 8px'>{''.join(rows)}</table>"


def _findings(state: RunState) -> str:
    rows = [_row(_text(found.severity), _text(found.says, 400), _text(found.asks, 400)) for found in state.findings]
    return _table(*rows[:20]) if rows else ""


def _module(module: ModuleState) -> str:
    said = _text(f"{module.status}, {module.reason}" if module.reason else module.status, 400)
    head = f"<p style='margin:8px 0 2px'><b>{_text(module.name)}</b>: {said}</p>"
    parts = "".join(map(_part, module_parts(module)))
    return head + _attempts(module) + parts + (_chosen(module.best) if module.best else "")


def _part(part: Part) -> str:
    title, lines = part
    said = escape("\n".join(lines))
    style = "margin:4px 0;white-space:pre-wrap"
    return f"<details><summary>{escape(title)}</summary><pre style='{style}'>{said}</pre></details>"


def _attempts(module: ModuleState) -> str:
    rows = [_attempt(attempt, module.best) for attempt in module.attempts[-MOST_ATTEMPTS:]]
    earlier = len(module.attempts) - len(rows)
    note = f"<p>{earlier} earlier attempts are not shown.</p>" if earlier else ""
    head = _row("attempt", "move", "score", "tests", "seconds", tag="th")
    return note + _table(head, *rows) if rows else note


def _attempt(attempt: Attempt, best: Attempt | None) -> str:
    score, outcome = attempt.score, attempt.outcome
    number = f"<b>{attempt.number} ★</b>" if best and best.number == attempt.number else str(attempt.number)
    start = f" from {attempt.move.parent}" if attempt.move.parent else ""
    return _row(
        number,
        escape(f"{attempt.move.kind}{start}"),
        f"{score.total:.2f}" if score else "",
        f"{score.passed} of {score.expected}" if score else "",
        seconds(outcome.seconds) if outcome else "",
    )


def _chosen(best: Attempt) -> str:
    cases = best.outcome.tests[:MOST_TESTS] if best.outcome else ()
    rows = [
        _row(SIGNS.get(case.outcome, "!"), _text(case.id, 120), case.outcome, _text(case.message, 300))
        for case in cases
    ]
    said = f"<p>{_text(best.outcome.message, 600)}</p>" if best.outcome and best.outcome.message else ""
    return said + (_table(*rows) if rows else "") + (_code(best) if best.code else "")


def _code(best: Attempt) -> str:
    code = f"<pre style='margin:4px 0'><code>{escape(plain(best.code, 20_000))}</code></pre>"
    return f"<details><summary>Code of attempt {best.number}</summary>{code}</details>"
