"""A control group beside a run: as many drafts, drawn independently of each other, at the same cost."""

import statistics

from devloop_nb.frontends.report import figures
from devloop_nb.values.interval import SURE, mean_interval
from devloop_nb.values.run_state import RunState
from devloop_nb.values.settings import Settings

HEAD = ("spec", "loop", "best sample", "one sample", f"{SURE:.0%} interval", "samples")


def control_settings(state: RunState, settings: Settings) -> Settings:
    """As many attempts for a module as the loop took for the one that took most."""
    most = max((len(module.finished) for module in state.modules.values()), default=settings.attempts)
    return settings.model_copy(update={"search": "samples", "attempts": max(1, most)})


def sample_scores(state: RunState) -> list[float]:
    """The score of each draft."""
    return [attempt.total for module in state.modules.values() for attempt in module.finished]


def control_row(loop: RunState, control: RunState) -> tuple[str, ...]:
    """What ``HEAD`` names, of one spec."""
    scores = sample_scores(control)
    low, high = mean_interval(scores) if scores else (0.0, 0.0)
    one = figures.score(statistics.fmean(scores)) if scores else "–"
    interval = f"{figures.score(low)} to {figures.score(high)}"
    return loop.name, figures.score(loop.score), figures.score(control.score), one, interval, str(len(scores))
