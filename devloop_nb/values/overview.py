"""A run in one row of a long table; kept beside the run, so that a table of a thousand reads none of them."""

from typing import Any

from devloop_nb.values.run_state import RunState
from devloop_nb.values.summary import RunRow
from devloop_nb.values.value import Value

MOST_SCORES = 40


class Figures(Value):
    """``scores`` are those of the newest attempts, ``asks`` the questions that wait for an answer.

    ``usd`` is ``None`` where a price is not known; ``seconds`` are those in which the run was worked on.
    """

    passed: int = 0
    expected: int = 0
    hidden_passed: int = 0
    hidden_expected: int = 0
    modules: int = 0
    calls: int = 0
    tokens: int = 0
    usd: float | None = None
    seconds: float = 0.0
    threshold: float = 1.0
    scores: tuple[float, ...] = ()
    asks: int = 0
    reason: str = ""


class RunOverview(RunRow):
    """A row of the table of all runs; ``updated`` is when its last event came, in seconds since the epoch.

    ``figures`` are ``None`` where an earlier release kept none.
    """

    updated: float = 0.0
    figures: Figures | None = None

    @property
    def flat(self) -> dict[str, Any]:
        """All of it side by side, as a data frame has it."""
        figures = self.figures or Figures()
        return {**self.model_dump(exclude={"figures"}), **figures.model_dump()}


def figures_of(state: RunState) -> Figures:
    """The figures of a run as it stands."""
    modules = state.modules.values()
    scores = [attempt.total for module in modules for attempt in module.attempts[-MOST_SCORES:] if attempt.score]
    return Figures(
        passed=sum(module.passing for module in modules),
        expected=sum(len(module.suite.expected) for module in modules if module.suite),
        hidden_passed=state.hidden.passed if state.hidden else 0,
        hidden_expected=len(state.hidden_suite.expected) if state.hidden_suite else 0,
        modules=len(modules),
        calls=len(state.calls),
        tokens=state.tokens,
        usd=state.spent.price,
        seconds=round(state.active, 3),
        threshold=state.settings.threshold,
        scores=tuple(round(score, 4) for score in scores[-MOST_SCORES:]),
        asks=len(state.helm.open),
        reason=state.reason[:300],
    )
