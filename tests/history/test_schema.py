"""Older files are brought up to date, newer ones are left alone."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from diary import begin, remember

from devloop_nb.history import schema
from devloop_nb.history.history import History
from devloop_nb.values.errors import HistoryUnavailable


def _version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return schema.version(connection)


def test_an_empty_file_becomes_a_history(tmp_path: Path) -> None:
    (tmp_path / "devloop.db").touch()
    remember(tmp_path, begin)
    assert _version(tmp_path / "devloop.db") == len(schema.MIGRATIONS)


def test_a_newer_file_is_read_and_not_written(tmp_path: Path) -> None:
    run, path = remember(tmp_path, begin).state.run, tmp_path / "devloop.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")

    async def story(history: History) -> None:
        assert len(await history.read(run)) == 1
        with pytest.raises(HistoryUnavailable, match="newer release: its schema has version 99") as caught:
            await history.create("scale", "")
        assert "Upgrade" in caught.value.mend

    remember(tmp_path, story)
    assert _version(path) == 99


def test_a_step_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "devloop.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE leases (x)")
    with pytest.raises(HistoryUnavailable, match="already exists"):
        remember(tmp_path, begin)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("leases",)]
    assert _version(path) == 0


def test_lists_are_read_from_an_index(tmp_path: Path) -> None:
    remember(tmp_path, begin)
    questions = ("ORDER BY created DESC, run DESC", "WHERE name = 'a' ORDER BY created DESC, run DESC")
    with closing(sqlite3.connect(tmp_path / "devloop.db")) as connection:
        for question in (*questions, "WHERE key = 'a' ORDER BY created DESC, run DESC"):
            plan = connection.execute(f"EXPLAIN QUERY PLAN SELECT run FROM runs {question} LIMIT 5").fetchall()
            assert "runs_by_" in str(plan)
            assert "TEMP B-TREE" not in str(plan)
