"""All or nothing."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def transaction(connection: sqlite3.Connection, before_commit: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Commits at the end, or undoes everything.

    Takes the write lock at once: a transaction that reads first and writes later fails without waiting when
    another process wrote in between.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        before_commit()
        connection.execute("COMMIT")
    except BaseException:  # whatever it was, nothing of it may stay
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
