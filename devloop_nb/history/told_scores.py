"""What models were told for code, and the score that came of it: what earlier runs have to say about a prompt."""

import json
import sqlite3
from collections.abc import Iterator

from devloop_nb.values.call import Told, ToldScore

RUNS = 50
LISTED = (
    "SELECT run, json_extract(body, '$.call.key'), json_extract(body, '$.call.told'), json_extract(body, '$.module'),"
    " json_extract(body, '$.number'), json_extract(body, '$.score.total') FROM events"
    " WHERE kind IN ('call_ended', 'attempt_scored') AND json_valid(body)"
    " AND run IN (SELECT run FROM runs ORDER BY created DESC, run DESC LIMIT ?) ORDER BY run, seq"
)


def read(connection: sqlite3.Connection) -> tuple[ToldScore, ...]:
    """Of the newest ``RUNS`` runs."""
    return tuple(_pairs(connection))


def _pairs(connection: sqlite3.Connection) -> Iterator[ToldScore]:
    told: dict[tuple[str, str], str] = {}
    for run, key, items, module, number, total in connection.execute(LISTED, (RUNS,)):
        if key:
            told[run, key] = items
        elif items := told.get((run, f"code/{module}/{number}")):
            yield ToldScore(tuple(map(Told.model_validate, json.loads(items))), total)
