"""What runs have spent on models, by day: the sums behind the limits that several runs share."""

import sqlite3
import time

from devloop_nb.values.budget import Spent

# What the run spent on other days is not today's.
KEEP = """
INSERT INTO spending (day, run, requests, tokens, usd, unpriced)
SELECT ?1, ?2, ?3 - coalesce(sum(requests), 0), ?4 - coalesce(sum(tokens), 0), ?5 - coalesce(sum(usd), 0),
       ?6 - coalesce(sum(unpriced), 0) FROM spending WHERE run = ?2 AND day <> ?1
ON CONFLICT (day, run) DO UPDATE SET
requests = excluded.requests, tokens = excluded.tokens, usd = excluded.usd, unpriced = excluded.unpriced
"""
TOTALS = """
SELECT coalesce(sum(requests), 0), coalesce(sum(tokens), 0), coalesce(sum(usd), 0), coalesce(sum(unpriced), 0)
FROM spending
"""


def keep(connection: sqlite3.Connection, run: str, at: float, spent: Spent) -> None:
    """The run has spent that much in all; ``at`` in seconds since the epoch."""
    connection.execute(KEEP, (day(at), run, spent.requests, spent.tokens, spent.usd, spent.unpriced))


def totals(connection: sqlite3.Connection) -> tuple[Spent, Spent]:
    """By all runs together: today, and ever."""
    today = connection.execute(f"{TOTALS} WHERE day = ?", (day(time.time()),)).fetchone()
    return _spent(today), _spent(connection.execute(TOTALS).fetchone())


def day(at: float) -> str:
    """The date of a moment, where the user is."""
    return time.strftime("%Y-%m-%d", time.localtime(at))


def _spent(row: tuple[int, int, float, int]) -> Spent:
    return Spent(requests=row[0], tokens=row[1], usd=row[2], unpriced=row[3])
