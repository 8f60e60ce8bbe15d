"""The events of a run as rows, each with a digest that is checked when it is read."""

import gc
import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from devloop_nb.history import letters, overview, spending
from devloop_nb.values.errors import HistoryUnavailable
from devloop_nb.values.events import Event, Recorded, read_event
from devloop_nb.values.run_state import RunState

INSERT = "INSERT INTO events (run, seq, at, kind, module, body, sha256) VALUES (?, ?, ?, ?, ?, ?, ?)"
UPDATE = "UPDATE runs SET status=?, score=?, lm=?, attempts=?, seq=?, updated=? WHERE run=? AND seq=?"
SELECT = "SELECT run, seq, at, kind, body, sha256 FROM events"
SPENDING = ("call_started", "call_ended", "call_failed", "budget_reached")
Row = tuple[str, int, float, str, str, str]


class Entry(NamedTuple):
    """An event, as JSON too, and the state that it leads to."""

    recorded: Recorded
    after: RunState
    body: str

    @property
    def row(self) -> tuple[object, ...]:
        """As it is stored."""
        run, seq, at, event = self.recorded.run, self.recorded.seq, self.recorded.at, self.recorded.event
        module, digest = getattr(event, "module", ""), sha256(run, seq, at, event.kind, self.body)
        return run, seq, at, event.kind, module, self.body, digest


def encode(event: Event) -> str:
    """The event as JSON in ASCII, which every character survives. Raises ``ValueError`` or ``TypeError``."""
    return json.dumps(event.model_dump())


def insert(connection: sqlite3.Connection, entries: Sequence[Entry]) -> None:
    """Adds the next events of a run and brings the run's row up to date."""
    first, last, after = entries[0].recorded, entries[-1].recorded, entries[-1].after
    attempts = sum(len(module.attempts) for module in after.modules.values())
    row = (after.status, after.score, after.lm, attempts, last.seq, last.at, last.run, first.seq - 1)
    if not connection.execute(UPDATE, row).rowcount:
        raise HistoryUnavailable(
            f"event {first.seq} of the run {first.run} does not follow what is stored",
            "another process wrote to this run, or the history was replaced",
            "Resume the run to go on from what is stored.",
        )
    connection.executemany(INSERT, [entry.row for entry in entries])
    events = [(entry.recorded.event, entry.recorded.seq) for entry in entries]
    if any(event.kind in SPENDING for event, _ in events):
        spending.keep(connection, last.run, last.at, after.committed)
    for event, seq in events:
        if letter := getattr(event, "letter", ""):
            letters.take(connection, letter, seq)
    overview.keep(connection, last.run, after)
    connection.execute("UPDATE leases SET beat = ? WHERE run = ?", (last.at, last.run))


@contextmanager
def uncollected() -> Iterator[None]:
    """No garbage is made meanwhile, and to look for some in so many new objects takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@uncollected()
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
        return Recorded(run=run, seq=seq, at=at, event=read_event(body))
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
