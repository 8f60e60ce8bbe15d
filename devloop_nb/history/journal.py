"""The events of a run as rows, each with a digest that is checked when it is read."""

import hashlib
import json
import sqlite3

from devloop_nb.history import letters, overview, spending
from devloop_nb.values.errors import HistoryUnavailable
from devloop_nb.values.events import Event, Recorded, parse_event
from devloop_nb.values.run_state import RunState

INSERT = "INSERT INTO events (run, seq, at, kind, module, body, sha256) VALUES (?, ?, ?, ?, ?, ?, ?)"
UPDATE = "UPDATE runs SET status=?, score=?, lm=?, attempts=?, seq=?, updated=? WHERE run=? AND seq=?"
SELECT = "SELECT run, seq, at, kind, body, sha256 FROM events"
SPENDING = ("call_started", "call_ended", "call_failed", "budget_reached")
Row = tuple[str, int, float, str, str, str]


def encode(event: Event) -> str:
    """The event as JSON in ASCII, which every character survives. Raises ``ValueError`` or ``TypeError``."""
    return json.dumps(event.model_dump())


def insert(connection: sqlite3.Connection, recorded: Recorded, after: RunState) -> None:
    """Adds the next event and brings the run's row up to date; ``after`` is the state that it led to."""
    run, seq, at, event = recorded.run, recorded.seq, recorded.at, recorded.event
    attempts = sum(len(module.attempts) for module in after.modules.values())
    row = (after.status, after.score, after.lm, attempts, seq, at, run, seq - 1)
    if not connection.execute(UPDATE, row).rowcount:
        raise HistoryUnavailable(
            f"event {seq} of the run {run} does not follow what is stored",
            "another process wrote to this run, or the history was replaced",
            "Resume the run to go on from what is stored.",
        )
    body, module = encode(event), getattr(event, "module", "")
    digest = sha256(run, seq, at, event.kind, body)
    connection.execute(INSERT, (run, seq, at, event.kind, module, body, digest))
    if event.kind in SPENDING:
        spending.keep(connection, run, at, after.committed)
    if letter := getattr(event, "letter", ""):
        letters.take(connection, letter, seq)
    overview.keep(connection, run, after)
    connection.execute("UPDATE leases SET beat = ? WHERE run = ?", (at, run))


def read(connection: sqlite3.Connection, run: str, after: int = 0) -> tuple[Recorded, ...]:
    """The events of a run in their order, those behind the one of number ``after``.

    Raises ``HistoryUnavailable`` where one is damaged or missing.
    """
    rows = connection.execute(f"{SELECT} WHERE run = ? AND seq > ? ORDER BY seq", (run, after)).fetchall()
    stored = connection.execute("SELECT seq FROM runs WHERE run = ?", (run,)).fetchone()
    for number, row in enumerate(rows, start=after + 1):
        if is_damaged(row) or row[1] != number:
            raise _damaged(run, number)
    if stored and stored[0] != after + len(rows):
        raise _damaged(run, after + len(rows) + 1)
    return tuple(_recorded(row) for row in rows)


def damaged_rows(connection: sqlite3.Connection) -> tuple[int, list[str]]:
    """How many events there are, and where the damaged ones lie."""
    count, damaged = 0, []
    for row in connection.execute(SELECT):
        count += 1
        if is_damaged(row):
            damaged.append(f"{row[0]} event {row[1]}")
    return count, damaged


def is_damaged(row: Row) -> bool:
    """Whether the row is not what was written."""
    *said, digest = row
    return sha256(*said) != digest


def sha256(run: object, seq: object, at: object, kind: object, body: object) -> str:
    """The digest of a row."""
    return hashlib.sha256("\0".join([str(run), str(seq), repr(at), str(kind), str(body)]).encode()).hexdigest()


def _recorded(row: Row) -> Recorded:
    run, seq, at, _, body, _ = row
    try:
        return Recorded(run=run, seq=seq, at=at, event=parse_event(json.loads(body)))
    except ValueError:
        raise HistoryUnavailable(
            f"event {seq} of the run {run} cannot be read",
            "another release of devloop-nb wrote it",
            "Use that release to see this run; other runs can be used.",
        ) from None


def _damaged(run: str, seq: int) -> HistoryUnavailable:
    return HistoryUnavailable(
        f"event {seq} of the run {run} is damaged or missing",
        "what lies on the disk is not what was written",
        "Other runs can be used; restore devloop.db from a backup, or run this spec again with --rerun.",
    )
