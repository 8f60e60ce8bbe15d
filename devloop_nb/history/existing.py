"""The code that successful runs have accepted."""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress

from devloop_nb.history.journal import SELECT, is_damaged
from devloop_nb.values import events as ev
from devloop_nb.values.acceptances import Acceptance, Acceptances
from devloop_nb.values.existing import Existing

RUNS = 50
ACCEPTED = (
    "kind IN ('attempt_accepted', 'acceptance_turned') AND run IN (SELECT run FROM runs WHERE status = 'success'"
    " AND name <> ? ORDER BY created DESC, run DESC LIMIT ?) ORDER BY run, seq"
)
WRITTEN = (
    "run = ? AND kind = 'code_written' AND module = ? AND json_valid(body)"
    " AND json_extract(body, '$.number') = ? ORDER BY seq DESC LIMIT 1"
)


def read(connection: sqlite3.Connection, name: str) -> tuple[Existing, ...]:
    """Of the newest ``RUNS`` runs that have another name; of a module that several have, the newest."""
    return tuple(_existing(connection, name))


def _existing(connection: sqlite3.Connection, name: str) -> Iterator[Existing]:
    for module, (run, number) in sorted(_standing(connection, name).items()):
        for _, event in _events(connection, WRITTEN, run, module, number):
            if isinstance(event, ev.CodeWritten) and event.draft.code:
                yield Existing(run, module, event.draft.code)


def _standing(connection: sqlite3.Connection, name: str) -> dict[str, tuple[str, int]]:
    """The run and the attempt that is accepted now, by module; ids of runs sort by time."""
    made: dict[tuple[str, str], Acceptances] = {}
    for run, event in _events(connection, ACCEPTED, name, RUNS):
        if isinstance(event, ev.AttemptAccepted | ev.AcceptanceTurned):
            made[run, event.module] = _after(made.get((run, event.module), Acceptances()), event)
    return {module: (run, each.now.number) for (run, module), each in sorted(made.items()) if each.now}


def _after(made: Acceptances, event: ev.AttemptAccepted | ev.AcceptanceTurned) -> Acceptances:
    if isinstance(event, ev.AttemptAccepted):
        return made.then(Acceptance(event.number))
    return made.undo() if event.turn == "undo" else made.redo()


def _events(connection: sqlite3.Connection, where: str, *values: object) -> Iterator[tuple[str, ev.Event]]:
    """What is damaged, or of another release, is left out: it is none of the run that asks."""
    for row in connection.execute(f"{SELECT} WHERE {where}", values):
        with suppress(ValueError):
            if not is_damaged(row):
                yield row[0], ev.read_event(row[4])
