"""Stored runs, attempts and rankings as rows with named columns: what a data frame is made of."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from devloop_nb.values.attempt import Attempt
from devloop_nb.values.overview import RunOverview
from devloop_nb.values.ranking import Ranked
from devloop_nb.values.run_state import RunState
from devloop_nb.values.side import calls_of

if TYPE_CHECKING:
    from devloop_nb.session import Session

Row = dict[str, Any]
RUN = (
    *("run", "name", "status", "score", "passed", "expected", "hidden_passed", "hidden_expected"),
    *("attempts", "calls", "tokens", "usd", "seconds", "lm", "started", "updated", "live", "asks", "modules"),
    *("threshold", "scores", "reason"),
)


def run_row(overview: RunOverview) -> Row:
    """One run; ``started`` and ``updated`` are moments in UTC, ``scores`` those of its newest attempts."""
    flat = overview.flat
    moments = {name: datetime.fromtimestamp(flat[name], UTC) for name in ("started", "updated")}
    return {name: (flat | moments)[name] for name in RUN}


def attempt_rows(state: RunState) -> list[Row]:
    """The attempts of a run, a row each."""
    return [_attempt_row(state, attempt) for module in state.modules.values() for attempt in module.attempts]


def rank_rows(ranked: Iterable[Ranked]) -> list[Row]:
    """A ranking, the best first: ``now`` and ``was`` are places, ``old_score`` is the score that is stored."""
    return [
        {
            "now": each.now,
            "was": each.old,
            "run": each.entry.run,
            "module": each.entry.module,
            "attempt": each.entry.number,
            "score": each.score,
            "old_score": each.entry.total,
            "tests": each.entry.tests,
            "performance": each.entry.performance,
            "passed": each.entry.passed,
            "expected": each.entry.expected,
            "passes": each.passes,
            "wins": each.wins,
            "accepted": each.entry.accepted,
            "note": note(each),
        }
        for each in ranked
    ]


def note(ranked: Ranked) -> str:
    """What is to be known of one attempt in a ranking, in a few words."""
    entry = ranked.entry
    said = (
        (ranked.wins, "would be accepted"),
        (entry.accepted, "is accepted"),
        (entry.blocked, "blocked by a gate or a review"),
        (entry.broke, "broke a test"),
        (ranked.wins and not entry.gated, "no gate has looked at it"),
    )
    return ", ".join(words for holds, words in said if holds)


async def history_rows(session: "Session", run: str = "", *, attempts: bool = False, limit: int = 1000) -> list[Row]:
    """The runs of a history, the newest first, or the attempts of all or of one. Raises ``NotFound``."""
    if attempts:
        names = [run] if run else [row.run for row in await session.listed(limit)]
        return [row for name in names for row in attempt_rows(await session.find(name))]
    wanted = (await session.find(run)).run if run else ""
    rows = await (session.overview() if run else session.overview(limit))
    return [run_row(row) for row in rows if row.run == (wanted or row.run)]


def plain_row(row: Row) -> Row:
    """The row as JSON has it: moments in seconds since the epoch."""
    return {name: value.timestamp() if isinstance(value, datetime) else value for name, value in row.items()}


def frame_of(rows: Sequence[Row]) -> Any:
    """A pandas frame of the rows, ``None`` where pandas is not installed."""
    try:
        import pandas
    except ImportError:
        return None
    frame = pandas.DataFrame(list(rows))
    # Where a first attempt has no parent pandas would make all of them fractions.
    return frame.astype({"parent": "Int64"}) if "parent" in frame else frame


def _attempt_row(state: RunState, attempt: Attempt) -> Row:
    outcome, score, calls = attempt.outcome, attempt.score, calls_of(state, attempt)
    prices = [call.usd for call in calls]
    return {
        "run": state.run,
        "name": state.name,
        "module": attempt.module,
        "attempt": attempt.number,
        "kind": attempt.move.kind,
        "parent": attempt.move.parent,
        "status": outcome.status if outcome else "not run",
        "score": score.total if score else None,
        "tests": score.tests if score else None,
        "performance": score.performance if score else None,
        "passed": score.passed if score else 0,
        "expected": score.expected if score else 0,
        "accepted": state.modules[attempt.module].accepted == attempt.number,
        "blocked": bool(attempt.blocked),
        "broke": len(attempt.broke),
        "verdict": outcome.verdict if outcome else "",
        "suite_seconds": outcome.seconds if outcome else None,
        "peak_mib": outcome.peak_mib if outcome else None,
        "lm": calls[-1].lm if calls else state.lm,
        "calls": len(calls),
        "tokens": sum(call.tokens for call in calls),
        "usd": None if None in prices else sum(price or 0.0 for price in prices),
        "lm_seconds": sum(call.seconds for call in calls),
        "code_lines": len(attempt.code.splitlines()),
        "reason": attempt.move.reason,
    }
