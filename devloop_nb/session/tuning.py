"""What a session says about what is stored, without a model: attempts ranked anew, runs compared, all runs listed."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from devloop_nb.session.reading import Reading
from devloop_nb.stages.score import score_outcome, shares_of
from devloop_nb.values.attempt import Attempt
from devloop_nb.values.comparison import Comparison, compare_sides
from devloop_nb.values.errors import NotFound
from devloop_nb.values.metric import Metric
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.overview import RunOverview, figures_of
from devloop_nb.values.ranking import Entry, Ranked, rank_entries
from devloop_nb.values.requirements import Performance
from devloop_nb.values.run_state import RunState
from devloop_nb.values.score import Weights
from devloop_nb.values.side import Which

MOST_RUNS = 5000
# Of these the attempts are read, too, which takes some milliseconds each.
MOST_READ = 1000


class Stored(NamedTuple):
    """An attempt that has a score, with what the score was made of."""

    entry: Entry
    outcome: Outcome
    target: Performance

    def score(self, weights: Weights, metric: Metric | None = None) -> float:
        """Its total by these weights, or by a metric. Raises ``BadInput`` where that fails."""
        blocked = self.entry.blocked
        return score_outcome(self.outcome, self.target, weights, blocked=blocked, metric=metric).total


class Tuning(Reading):
    """Nothing here asks a model."""

    async def overview(self, limit: int = MOST_RUNS) -> tuple[RunOverview, ...]:
        """The newest runs with their figures; those of an earlier release are read."""
        return tuple([await self._with_figures(row) for row in await self.listed(limit)])

    async def stored(self, which: str = "", *, everything: bool = False) -> tuple[Stored, ...]:
        """The scored attempts of a run, or of the newest ``MOST_READ``, the oldest first. Raises ``NotFound``."""
        names = [row.run for row in reversed(await self.listed(MOST_READ))] if everything else [which]
        if not names:
            raise NotFound("there is no run yet", mend="Start one with %%devloop or `devloop-nb run SPEC.md`.")
        return tuple([attempt for name in names for attempt in stored_attempts(await self.find(name))])

    async def rank(
        self,
        which: str = "",
        *,
        weights: Weights | None = None,
        threshold: float | None = None,
        metric: Metric | None = None,
        everything: bool = False,
    ) -> tuple[Ranked, ...]:
        """The stored attempts of a run, or of all, in the order of other weights or of a metric.

        What is not said is as in the run. Raises ``NotFound``, and ``BadInput`` where the metric fails.
        """
        settings = (await self.find(which)).settings
        attempts = await self.stored(which, everything=everything)
        scores = await rescore(attempts, weights or settings.weights, metric)
        limit = settings.threshold if threshold is None else threshold
        return rank_entries([attempt.entry for attempt in attempts], scores, limit)

    async def compare(self, a: str, b: str) -> Comparison:
        """Two runs, or two attempts (``RUN:N``, ``RUN:MODULE:N``). Raises ``NotFound``."""
        one, other = Which.read(a), Which.read(b)
        sides = (one.side(await self.find(one.run)), other.side(await self.find(other.run)))
        return await asyncio.to_thread(compare_sides, *sides)

    async def _with_figures(self, row: RunOverview) -> RunOverview:
        kept = row.figures or figures_of(await self.find(row.run))
        return row.model_copy(update={"figures": kept})


async def rescore(attempts: tuple[Stored, ...], weights: Weights, metric: Metric | None = None) -> list[float]:
    """The new totals, in the order of the attempts; in a thread, for nobody knows how long a metric takes."""
    work: Callable[[], list[float]] = partial(lambda: [each.score(weights, metric) for each in attempts])
    return await asyncio.to_thread(work)


def stored_attempts(state: RunState) -> tuple[Stored, ...]:
    """The attempts of a run that have a score."""
    return tuple(
        Stored(_entry(state, attempt, target), attempt.outcome, target)
        for module in state.modules.values()
        for target in [state.plan.module(module.name).performance if state.plan else Performance()]
        for attempt in module.attempts
        if attempt.score and attempt.outcome
    )


def _entry(state: RunState, attempt: Attempt, target: Performance) -> Entry:
    outcome = attempt.outcome or Outcome(status="unusable")
    tests, performance = shares_of(outcome, target)
    return Entry(
        run=state.run,
        module=attempt.module,
        number=attempt.number,
        tests=tests,
        performance=performance,
        passed=outcome.passed,
        expected=outcome.expected,
        blocked=bool(attempt.blocked),
        broke=bool(attempt.broke),
        code=bool(attempt.code),
        gated=attempt.gates is not None,
        accepted=state.modules[attempt.module].accepted == attempt.number,
        total=attempt.total,
        kind=attempt.move.kind,
    )
