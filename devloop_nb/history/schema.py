"""The tables, and the steps that brought them there."""

import sqlite3
from collections.abc import Callable

from devloop_nb.history.transaction import transaction

Migration = Callable[[sqlite3.Connection], None]


def m001_runs_events_leases(connection: sqlite3.Connection) -> None:
    """The first tables."""
    connection.execute(
        "CREATE TABLE runs (run TEXT PRIMARY KEY, name TEXT NOT NULL, key TEXT NOT NULL, created REAL NOT NULL,"
        " status TEXT NOT NULL, score REAL NOT NULL, lm TEXT NOT NULL, attempts INTEGER NOT NULL,"
        " seq INTEGER NOT NULL, updated REAL NOT NULL)"
    )
    connection.execute("CREATE INDEX runs_by_time ON runs (created, run)")
    connection.execute("CREATE INDEX runs_by_name ON runs (name, created, run)")
    connection.execute("CREATE INDEX runs_by_key ON runs (key, created, run)")
    connection.execute(
        "CREATE TABLE events (run TEXT NOT NULL REFERENCES runs, seq INTEGER NOT NULL, at REAL NOT NULL,"
        " kind TEXT NOT NULL, module TEXT NOT NULL, body TEXT NOT NULL, sha256 TEXT NOT NULL,"
        " PRIMARY KEY (run, seq)) WITHOUT ROWID"
    )
    connection.execute(
        "CREATE TABLE leases (run TEXT PRIMARY KEY REFERENCES runs, holder TEXT NOT NULL, pid INTEGER NOT NULL,"
        " boot TEXT NOT NULL, host TEXT NOT NULL, since REAL NOT NULL, beat REAL NOT NULL) WITHOUT ROWID"
    )


def m002_spending(connection: sqlite3.Connection) -> None:
    """What was spent on models, a row for each run and day (local time); of earlier runs it is read from events."""
    connection.execute(
        "CREATE TABLE spending (day TEXT NOT NULL, run TEXT NOT NULL REFERENCES runs, requests INTEGER NOT NULL,"
        " tokens INTEGER NOT NULL, usd REAL NOT NULL, unpriced INTEGER NOT NULL, PRIMARY KEY (day, run))"
        " WITHOUT ROWID"
    )
    connection.execute("CREATE INDEX spending_by_run ON spending (run)")
    connection.execute(
        "INSERT INTO spending SELECT date(at, 'unixepoch', 'localtime'), run, count(*), sum(tokens),"
        " sum(coalesce(usd, 0)), sum(CASE WHEN usd IS NULL THEN tokens ELSE 0 END) FROM (SELECT run, at,"
        " json_extract(body, '$.call.tokens_in') + json_extract(body, '$.call.tokens_out') AS tokens,"
        " json_extract(body, '$.call.usd') AS usd"
        " FROM events WHERE kind = 'call_ended' AND json_valid(body)) GROUP BY 1, 2"
    )


def m003_letters(connection: sqlite3.Connection) -> None:
    """What people want of a run, until the process that works on it takes it."""
    connection.execute(
        "CREATE TABLE letters (letter TEXT PRIMARY KEY, run TEXT NOT NULL REFERENCES runs, at REAL NOT NULL,"
        " body TEXT NOT NULL, taken INTEGER) WITHOUT ROWID"
    )
    connection.execute("CREATE INDEX letters_that_wait ON letters (run, at) WHERE taken IS NULL")


def m004_figures(connection: sqlite3.Connection) -> None:
    """What a table of all runs says of each, so that it need not read them; of earlier runs it is not kept."""
    connection.execute(
        "CREATE TABLE figures (run TEXT PRIMARY KEY REFERENCES runs, body TEXT NOT NULL) WITHOUT ROWID"
    )


MIGRATIONS: tuple[Migration, ...] = (m001_runs_events_leases, m002_spending, m003_letters, m004_figures)


def version(connection: sqlite3.Connection) -> int:
    """How many migrations the file has seen."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Brings an older file up to date, each step in a transaction of its own; a newer one is left alone."""
    for number, step in enumerate(MIGRATIONS, start=1):
        if version(connection) >= number:
            continue
        with transaction(connection):
            if version(connection) < number:
                step(connection)
                connection.execute(f"PRAGMA user_version = {number}")
