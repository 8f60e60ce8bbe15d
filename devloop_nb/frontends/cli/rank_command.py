"""``devloop-nb rank``: stored attempts by other weights, or by a metric of one's own."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from devloop_nb.frontends.cli.options import Home, Json, WhichOrNewest
from devloop_nb.frontends.cli.output import say_json, say_table, say_text
from devloop_nb.frontends.cli.work import work
from devloop_nb.frontends.report import figures
from devloop_nb.frontends.rows import Row, rank_rows
from devloop_nb.frontends.weights import read_weights
from devloop_nb.values.errors import BadInput
from devloop_nb.values.metric import named, read_metric
from devloop_nb.values.unreadable import why_unreadable

if TYPE_CHECKING:
    from devloop_nb.session import Session

HEAD = ("now", "was", "run", "attempt", "score", "stored", "tests", "performance", "said")
SPARE = ("was", "stored", "performance")
MetricFile = Annotated[
    Path | None,
    typer.Option(
        "--metric",
        metavar="FILE.py",
        help="A metric of your own: a function of outcome and readings that gives 0 to 1. FILE.py runs here.",
    ),
]


def rank(  # noqa: PLR0913 - a parameter for each option
    which: WhichOrNewest = "",
    weights: Annotated[
        str | None, typer.Option(metavar="tests=X,performance=Y", help="Default: those of the run.")
    ] = None,
    threshold: Annotated[
        float | None, typer.Option(metavar="X", min=0, max=1, help="Default: that of the run.")
    ] = None,
    metric: MetricFile = None,
    everything: Annotated[bool, typer.Option("--all", help="The attempts of all runs.")] = False,
    json: Json = False,
    home: Home = None,
) -> None:
    """Rank stored attempts by another score; no model is asked.

    A metric is FILE.py with `def metric(outcome, readings)`; %%devloop_metric? says what it is given.

    Example: devloop-nb rank clamp --weights tests=0.5,performance=0.5 --threshold 0.9
    """
    how: dict[str, Any] = {"weights": read_weights(weights), "threshold": threshold, "everything": everything}
    how |= {"metric": read_metric(read_source(metric)) if metric else None}

    async def act(session: "Session") -> list[Row]:
        return rank_rows(await session.rank(which, **how))

    rows = work(home, act)
    if json:
        say_json({"attempts": rows})
        return
    say_table(HEAD, [_row(row) for row in rows], SPARE)
    winners = [f"attempt {row['attempt']} of {row['module']}" for row in rows if row["wins"]]
    passing = figures.count(sum(row["passes"] for row in rows), "attempt")
    say_text(f"{passing} good enough; accepted would be: {', '.join(winners) or 'none'}.")


def read_source(path: Path) -> str:
    """The source in a file, which gives the metric its name. Raises ``BadInput``."""
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"the metric {path} cannot be read", why_unreadable(error), "Name a Python file.") from None
    return named(source, path.stem)


def _row(row: Row) -> tuple[str, ...]:
    return (
        str(row["now"]),
        str(row["was"]),
        row["run"],
        f"{row['module']} {row['attempt']}",
        figures.score(row["score"]),
        figures.score(row["old_score"]),
        f"{row['passed']}/{row['expected']}",
        figures.score(row["performance"]),
        row["note"],
    )
