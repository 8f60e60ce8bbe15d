"""A run in a few lines of text: what a terminal, a log, or a viewer without HTML shows."""

from devloop_nb.frontends.widgets.plain_text import one_line, plain
from devloop_nb.frontends.widgets.receipt_parts import Part, module_parts, run_parts
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.run_state import RunState

BARS = "▁▂▃▄▅▆▇█"
MOST_ATTEMPTS = 30


def receipt_text(state: RunState) -> str:
    """Head, modules with their scores, failing tests, and the chosen code."""
    lines = [headline(state), *(f"  {finding.severity}: {one_line(finding.says)}" for finding in state.findings)]
    for module in state.modules.values():
        lines += _module(module)
    lines += _told(run_parts(state), "  ")
    return "\n".join(line.rstrip() for line in [*lines, *how_to_go_on(state)])


def _told(parts: list[Part], indent: str) -> list[str]:
    return [f"{indent}{line}" for title, lines in parts for line in (f"{title}:", *(f"  {each}" for each in lines))]


def headline(state: RunState) -> str:
    """The run in one line."""
    by = f" by the metric {one_line(state.settings.metric_name, 60)}" if state.settings.metric else ""
    parts = [f"{state.name or 'run'}: {state.status}", f"score {state.score:.2f}{by}", tests_of(state)]
    if state.hidden_suite:
        parts.append(f"held-back tests {_share(state.hidden)}")
    parts += [f"{len(state.calls)} calls", f"{state.tokens:,} tokens", seconds(state.active), one_line(state.lm, 80)]
    said = ", ".join(part for part in parts if part)
    return ". ".join(part for part in (said, one_line(state.reason, 300), accepted_by_hand(state)) if part)


def accepted_by_hand(state: RunState) -> str:
    """What people chose, which is not what the run's end speaks of."""
    chosen = [f"attempt {module.accepted} of {module.name}" for module in state.modules.values() if module.by_hand]
    return f"Accepted by hand: {', '.join(chosen)}" if chosen else ""


def how_to_go_on(state: RunState) -> list[str]:
    """What takes the run up again, where it is not over; nothing else can be said of it without a kernel."""
    if state.over or not state.run:
        return []
    where = "If nobody works on it any more" if state.status == "running" else "To go on"
    return [f"{where}: %devloop resume {state.run} in a notebook, devloop-nb resume {state.run} in a terminal."]


def tests_of(state: RunState) -> str:
    """How many tests the best attempts pass, of those expected."""
    passed = sum(module.passing for module in state.modules.values())
    expected = sum(len(module.suite.expected) for module in state.modules.values() if module.suite)
    return f"{passed} of {expected} tests" if expected else ""


def sparkline(scores: list[float]) -> str:
    """Scores from 0 to 1 as a row of bars."""
    return "".join(BARS[round(min(1.0, max(0.0, score)) * (len(BARS) - 1))] for score in scores)


def seconds(value: float) -> str:
    """Seconds as people read them."""
    return f"{value:.1f} s" if value < 60 else f"{int(value // 60)} min {int(value % 60)} s"


def _share(outcome: Outcome | None) -> str:
    return f"{outcome.passed} of {outcome.expected}" if outcome else "not run"


def _module(module: ModuleState) -> list[str]:
    best = module.best
    scores = [attempt.total for attempt in module.finished][-MOST_ATTEMPTS:]
    tail = f", best is attempt {best.number} with {best.total:.2f}" if best else ""
    head = f"  {module.name}: {module.status}, {len(module.attempts)} attempts {sparkline(scores)}{tail}"
    said = [f"    {one_line(best.outcome.message, 400)}"] if best and best.outcome and best.outcome.message else []
    failing = best.outcome.failing[:20] if best and best.outcome else ()
    lines = [
        head,
        *said,
        *(f"    {case.outcome} {one_line(case.id, 80)}: {one_line(case.message)}" for case in failing),
        *_told(module_parts(module), "    "),
    ]
    return [*lines, *(f"    | {line}" for line in plain(best.code, 8000).splitlines())] if best else lines
