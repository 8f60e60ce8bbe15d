"""What is stored, from Python: runs and attempts as a data frame, attempts ranked anew."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from devloop_nb.frontends.engine import engine
from devloop_nb.frontends.rows import Row, frame_of, history_rows, rank_rows
from devloop_nb.frontends.weights import metric_source, read_weights
from devloop_nb.session import Session
from devloop_nb.values.metric import read_metric


def run_history(run: str = "", *, attempts: bool = False, limit: int = 1000, home: str | Path | None = None) -> Any:
    """All runs of a history, a row each, the newest first; with ``attempts`` a row for each attempt.

    ``run`` names one run. A pandas frame, or a list of dictionaries where pandas is not installed.
    """

    async def ask(session: Session) -> list[Row]:
        return await history_rows(session, run, attempts=attempts, limit=limit)

    return _framed(ask, home)


def rank_attempts(  # noqa: PLR0913 - one argument for each thing that can be changed
    run: str = "",
    *,
    tests: float | None = None,
    performance: float | None = None,
    threshold: float | None = None,
    metric: str | Callable[..., float] | None = None,
    everything: bool = False,
    home: str | Path | None = None,
) -> Any:
    """The stored attempts of a run, or of all, by other weights or a ``metric(outcome, readings)``; asks no model.

    A pandas frame, or a list of dictionaries. Raises ``NotFound``, and ``BadInput`` where the metric fails.
    """
    chosen = tests is not None or performance is not None
    weights = read_weights(f"tests={tests or 0},performance={performance or 0}") if chosen else None
    source = metric_source(metric)

    async def ask(session: Session) -> list[Row]:
        own = read_metric(source) if source else None
        ranked = session.rank(run, weights=weights, threshold=threshold, metric=own, everything=everything)
        return rank_rows(await ranked)

    return _framed(ask, home)


def _framed(ask: Callable[[Session], Awaitable[list[Row]]], home: str | Path | None) -> Any:
    async def work() -> list[Row]:
        from devloop_nb.wiring import open_session

        session = open_session(Path(home) if home else None)
        try:
            return await ask(session)
        finally:
            await session.close()

    rows = engine().run(work())
    frame = frame_of(rows)
    return rows if frame is None else frame
