"""Runs as the command line shows them, and the exit code they make."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from devloop_nb.frontends.cli.output import say, say_table, say_text
from devloop_nb.frontends.report import figures
from devloop_nb.values.run_state import RunState
from devloop_nb.values.summary import RunSummary, Tally, summarise

if TYPE_CHECKING:
    from devloop_nb.session import Session

EXIT_CODES = {"success": 0, "partial": 3, "stopped": 3, "running": 3, "failed": 4}
UNTOLD = "No held-back tests, so whether the code does more than pass those it was shown is not known"
LOOK = "What failed, and why: devloop-nb report RUN. More examples, --attempts N or a stronger model, --lm, may help."
HEAD = ("run", "status", "score", "tests", "held back", "attempts", "calls", "tokens", "cost", "time")


def exit_code(states: Sequence[RunState]) -> int:
    """The worst run decides."""
    return max((EXIT_CODES[state.status] for state in states), default=0)


def summaries(session: "Session", states: Sequence[RunState]) -> list[RunSummary]:
    """The figures of runs, with the paths of their accepted code."""
    return [summarise(state, session.code_folder(state.run)) for state in states]


def as_json(runs: Sequence[RunSummary], **more: Any) -> dict[str, Any]:
    """The JSON object of ``run``, ``resume``, ``status`` and ``demo``."""
    return {"runs": [run.model_dump(mode="json") for run in runs], **more}


def say_runs(runs: Sequence[RunSummary]) -> None:
    """A table of runs, then where the accepted code lies, or why there is none."""
    say_table(HEAD, [_row(run) for run in runs])
    for run in runs:
        for module in run.modules:
            if module.path:
                say(f"{module.name}: {module.path}")
        if run.status != "success":
            say_text(f"{run.name}: {(run.reason or run.status).removeprefix(f'{run.name}: ')}")
        if run.rest:
            say_text(f"{run.name}: the rest takes {figures.rest(run.rest)}")
    if untold := [run.name for run in runs if run.status == "success" and not run.hidden.expected]:
        say_text(f"{UNTOLD}: {', '.join(untold)}")
    if any(run.status in ("partial", "failed") for run in runs):
        say_text(LOOK)


def _row(run: RunSummary) -> tuple[str, ...]:
    return (
        run.run,
        run.status,
        figures.score(run.score),
        _tally(*(module.tests for module in run.modules)),
        _tally(run.hidden),
        str(sum(module.attempts for module in run.modules)),
        str(run.calls),
        str(run.tokens),
        figures.usd(run.usd),
        figures.seconds(run.seconds.lm + run.seconds.kernel + run.seconds.own),
    )


def _tally(*tallies: Tally) -> str:
    expected = sum(tally.expected for tally in tallies)
    return f"{sum(tally.passed for tally in tallies)}/{expected}" if expected else "–"
