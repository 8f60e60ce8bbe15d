"""The code that successful runs have accepted."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from devloop_nb.values.acceptances import Acceptance, Acceptances
from devloop_nb.values.existing import Existing

RUNS = 50
ACCEPTED = (
    "SELECT run, module, body FROM events WHERE kind IN ('attempt_accepted', 'acceptance_turned')"
    " AND json_valid(body) AND run IN (SELECT run FROM runs WHERE status = 'success' AND name <> ?"
    " ORDER BY created DESC, run DESC LIMIT ?) ORDER BY run, seq"
)
WRITTEN = "SELECT body FROM events WHERE run = ? AND kind = 'code_written' AND module = ? AND json_valid(body)"
NUMBER = "json_extract(body, '$.number') = ? ORDER BY seq DESC LIMIT 1"


def read(connection: sqlite3.Connection, name: str) -> tuple[Existing, ...]:
    """Of the newest ``RUNS`` runs that have another name; of a module that several have, the newest."""
    return tuple(_existing(connection, name))


def _existing(connection: sqlite3.Connection, name: str) -> Iterator[Existing]:
    for module, (run, number) in sorted(_standing(connection, name).items()):
        found = connection.execute(f"{WRITTEN} AND {NUMBER}", (run, module, number)).fetchone()
        if code := json.loads(found[0])["draft"]["code"] if found else "":
            yield Existing(run, module, code)


def _standing(connection: sqlite3.Connection, name: str) -> dict[str, tuple[str, int]]:
    """The run and the attempt that is accepted now, by module; ids of runs sort by time."""
    made: dict[tuple[str, str], Acceptances] = {}
    for run, module, body in connection.execute(ACCEPTED, (name, RUNS)):
        made[run, module] = _turned(made.get((run, module), Acceptances()), json.loads(body))
    return {module: (run, each.now.number) for (run, module), each in sorted(made.items()) if each.now}


def _turned(made: Acceptances, event: dict[str, Any]) -> Acceptances:
    match event:
        case {"turn": "undo"}:
            return made.undo()
        case {"turn": "redo"}:
            return made.redo()
    return made.then(Acceptance(event["number"]))
