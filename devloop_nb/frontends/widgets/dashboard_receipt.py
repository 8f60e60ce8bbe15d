"""The table of all runs without a browser."""

from collections.abc import Sequence

from devloop_nb.frontends.report import figures
from devloop_nb.frontends.widgets.board_receipt import MOST_ROWS, Bundle, Twin
from devloop_nb.values.overview import Figures, RunOverview

HEAD = ("run", "status", "score", "tests", "held back", "attempts", "scores", "tokens", "cost", "time", "started")


def dashboard_receipt(rows: Sequence[RunOverview], uid: str) -> Bundle:
    """The newest runs."""
    twin = Twin(f"{figures.count(len(rows), 'run')} in this history, the newest first")
    asking = [row.run for row in rows if row.figures and row.figures.asks]
    if asking:
        twin.say(f"Waiting for an answer: {', '.join(asking[:10])}.")
    twin.table(HEAD, [_row(row) for row in rows[:MOST_ROWS]], max(0, len(rows) - MOST_ROWS))
    return twin.bundle(uid)


def _row(row: RunOverview) -> tuple[str, ...]:
    known = row.figures or Figures()
    return (
        row.run,
        f"{row.status}{', live' if row.live else ''}{', asks' if known.asks else ''}",
        figures.score(row.score),
        _tally(known.passed, known.expected),
        _tally(known.hidden_passed, known.hidden_expected),
        str(row.attempts),
        figures.sparkline(known.scores[-20:]),
        f"{known.tokens:,}",
        figures.usd(known.usd),
        figures.seconds(known.seconds),
        figures.when(row.started),
    )


def _tally(passed: int, expected: int) -> str:
    return f"{passed} of {expected}" if expected else "–"
