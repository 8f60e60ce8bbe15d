"""Keeps rows in a database on the disk, with a write-ahead log.

Ends: passed
"""

import sqlite3


def run():
    with sqlite3.connect("rows.db") as rows:
        rows.execute("pragma journal_mode=wal")
        rows.execute("create table t (n integer)")
        rows.executemany("insert into t values (?)", ((n,) for n in range(1000)))
        assert rows.execute("select sum(n) from t").fetchone() == (499500,)
