"""The table of all runs with the figures that are kept beside each."""

import sqlite3
from contextlib import closing
from pathlib import Path

from diary import begin, remember

from devloop_nb.history import overview
from devloop_nb.history.history import History
from devloop_nb.values.overview import figures_of


def test_figures_follow_every_event(tmp_path: Path) -> None:
    log = remember(tmp_path, begin)

    async def story(history: History) -> None:
        [row] = await history.overview(10)
        assert (row.run, row.status, row.updated) == (log.state.run, log.state.status, log.state.last)
        assert row.figures == figures_of(log.state)
        assert await history.overview(0) == ()

    remember(tmp_path, story)


def test_a_file_of_an_earlier_release_has_runs_without_figures(tmp_path: Path) -> None:
    log = remember(tmp_path, begin)
    with closing(sqlite3.connect(tmp_path / "devloop.db")) as connection:
        connection.execute("DROP TABLE figures")
        connection.execute("PRAGMA user_version = 3")
        connection.commit()
        [row] = overview.rows(connection, 10)
        assert (row.run, row.figures) == (log.state.run, None)

    async def story(history: History) -> None:
        await history.claim(log.state.run)  # to write is what brings the file up to date
        [row] = await history.overview(10)
        assert row.figures is None

    remember(tmp_path, story)
