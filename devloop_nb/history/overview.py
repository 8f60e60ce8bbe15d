"""The table of all runs with their figures."""

import sqlite3

from devloop_nb.history.index import NEWEST
from devloop_nb.history.lease import Lease
from devloop_nb.history.schema import version
from devloop_nb.values.overview import Figures, RunOverview, figures_of
from devloop_nb.values.run_state import RunState

SINCE = 4
LISTED = (
    "SELECT runs.run, name, status, score, lm, attempts, created, updated, {body},"
    " holder, pid, boot, host, since, beat FROM runs LEFT JOIN leases ON leases.run = runs.run {join}"
    f" {NEWEST} ?"
)
KEPT = LISTED.format(body="body", join="LEFT JOIN figures ON figures.run = runs.run")
NOT_KEPT = LISTED.format(body="NULL", join="")
KEEP = "INSERT INTO figures (run, body) VALUES (?, ?) ON CONFLICT (run) DO UPDATE SET body = excluded.body"


def keep(connection: sqlite3.Connection, run: str, after: RunState) -> None:
    """Brings the run's figures up to date."""
    connection.execute(KEEP, (run, figures_of(after).model_dump_json(ensure_ascii=True)))


def rows(connection: sqlite3.Connection, limit: int) -> tuple[RunOverview, ...]:
    """Runs with their figures, the newest first."""
    asked = KEPT if version(connection) >= SINCE else NOT_KEPT
    return tuple(_row(*row) for row in connection.execute(asked, (limit,)))


def _row(*cells: object) -> RunOverview:
    names = ("run", "name", "status", "score", "lm", "attempts", "started", "updated")
    said = dict(zip(names, cells, strict=False))
    body, lease = cells[len(names)], cells[len(names) + 1 :]
    live = lease[0] is not None and Lease(*lease).live  # type: ignore[arg-type]  # as the columns are declared
    figures = Figures.model_validate_json(str(body)) if body else None
    return RunOverview.model_validate({**said, "live": live, "figures": figures})
