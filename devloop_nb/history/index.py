"""The list of runs: made, listed and found."""

import difflib
import secrets
import sqlite3
import time

from devloop_nb.history.lease import Lease
from devloop_nb.values.errors import NotFound
from devloop_nb.values.summary import RunRow

NEWEST = "ORDER BY created DESC, runs.run DESC LIMIT"
LISTED = (
    "SELECT runs.run, name, status, score, lm, attempts, created, holder, pid, boot, host, since, beat"
    f" FROM runs LEFT JOIN leases ON leases.run = runs.run {NEWEST} ?"
)


def create(connection: sqlite3.Connection, name: str, key: str) -> str:
    """A new run; its id sorts by time (UTC) and says what it is about."""
    now = time.time()
    stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime(now))
    run = f"{stamp}-{name}-{secrets.token_hex(2)}"
    made = connection.execute(
        "INSERT INTO runs (run, name, key, created, status, score, lm, attempts, seq, updated)"
        " VALUES (?, ?, ?, ?, 'running', 0, '', 0, 0, ?) ON CONFLICT (run) DO NOTHING",
        (run, name, key, now, now),
    )
    return run if made.rowcount else create(connection, name, key)  # Its short end is taken: it is drawn again.


def rows(connection: sqlite3.Connection, limit: int) -> tuple[RunRow, ...]:
    """Runs, the newest first."""
    listed = []
    for run, name, status, score, lm, attempts, started, *lease in connection.execute(LISTED, (limit,)):
        live = lease[0] is not None and Lease(*lease).live
        figures = {"score": score, "attempts": attempts, "started": started, "live": live}
        listed.append(RunRow(run=run, name=name, status=status, lm=lm, **figures))
    return tuple(listed)


def find(connection: sqlite3.Connection, which: str) -> str:
    """The run of that id, the only one whose id begins so, or the newest of that name. Raises ``NotFound``."""
    begins = _runs(connection, "substr(run, 1, length(?1)) = ?1", which, 2)
    if len(begins) == 1 or (begins and not which):
        return begins[0]
    named = _runs(connection, "name = ?1", which, 1)
    if named:
        return named[0]
    if begins:
        raise NotFound(f"several runs begin with {which!r}", mend=f"Write more of it, such as {begins[0]}.")
    raise _not_found(connection, which)


def newest_with_key(connection: sqlite3.Connection, key: str) -> str | None:
    """The newest run that was asked for in the same words."""
    return next(iter(_runs(connection, "key = ?1", key, 1)), None)


def _runs(connection: sqlite3.Connection, where: str, word: str, limit: int) -> list[str]:
    found = connection.execute(f"SELECT run FROM runs WHERE {where} {NEWEST} {limit}", (word,))
    return [str(run) for (run,) in found]


def _not_found(connection: sqlite3.Connection, which: str) -> NotFound:
    if not which:
        return NotFound("there is no run yet", mend="Start one with %%devloop or `devloop-nb run SPEC.md`.")
    rows = connection.execute(f"SELECT run, name FROM runs {NEWEST} 200").fetchall()
    known = list(dict.fromkeys(word for row in rows for word in reversed(row)))
    near = difflib.get_close_matches(which, known, n=3)
    newest = f"The newest is {known[0]}." if known else "There is no run yet."
    mend = f"Did you mean {' or '.join(near)}?" if near else newest
    return NotFound(f"there is no run {which!r}", mend=mend)
