"""The control group: the same specs by drafts that are drawn independently of each other, at the same cost."""

import statistics
from collections.abc import Sequence
from typing import Any

from devloop_nb.frontends.cli.output import say, say_table
from devloop_nb.frontends.report import figures
from devloop_nb.values.interval import SURE, mean_interval
from devloop_nb.values.run_state import RunState
from devloop_nb.values.settings import Settings

HEAD = ("spec", "loop", "best sample", "one sample", f"{SURE:.0%} interval", "samples")


def control_settings(state: RunState, settings: Settings) -> Settings:
    """As many attempts for a module as the loop took for the one that took most."""
    most = max((len(module.finished) for module in state.modules.values()), default=settings.attempts)
    return settings.model_copy(update={"search": "samples", "attempts": max(1, most)})


def say_control(loops: Sequence[RunState], controls: Sequence[RunState]) -> None:
    """A row for each spec."""
    say("\nbeside independent samples at equal cost:\n")
    say_table(HEAD, [_row(loop, control) for loop, control in zip(loops, controls, strict=True)])


def control_json(controls: Sequence[RunState]) -> list[dict[str, Any]]:
    """For programs: each run with the scores of its samples."""
    return [
        {"run": state.run, "name": state.name, "score": state.score, "samples": _scores(state)} for state in controls
    ]


def _scores(state: RunState) -> list[float]:
    return [attempt.total for module in state.modules.values() for attempt in module.finished]


def _row(loop: RunState, control: RunState) -> tuple[str, ...]:
    scores = _scores(control)
    low, high = mean_interval(scores) if scores else (0.0, 0.0)
    one = figures.score(statistics.fmean(scores)) if scores else "–"
    interval = f"{figures.score(low)} to {figures.score(high)}"
    return loop.name, figures.score(loop.score), figures.score(control.score), one, interval, str(len(scores))
