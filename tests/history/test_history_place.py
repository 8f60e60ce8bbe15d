"""A file that is taken away or replaced, and a folder where nobody may write."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from diary import begin, goes_on, remember

from devloop_nb.history.database import Database
from devloop_nb.history.history import History
from devloop_nb.values import events as ev
from devloop_nb.values.errors import HistoryUnavailable

NOBODY = 65534


@pytest.mark.parametrize("put_back", [False, True])
def test_a_file_that_was_taken_away_is_noticed(tmp_path: Path, put_back: bool) -> None:
    home, away = tmp_path / "home", tmp_path / "away"

    async def story(history: History) -> None:
        log = await begin(history)
        home.rename(away)
        with pytest.raises(HistoryUnavailable, match="deleted or replaced while it was in use"):
            await log.emit(ev.Noted(says="into the void"))
        assert log.state.seq == 1
        if put_back:
            away.rename(home)
            await goes_on(history, log)
        else:
            with pytest.raises(HistoryUnavailable, match="does not follow what is stored"):
                await log.emit(ev.Noted(says="into a new file"))
            assert (await begin(history)).state.seq == 1

    remember(home, story)


def test_a_file_that_is_taken_away_before_the_commit_is_noticed(tmp_path: Path) -> None:
    open_file = Database(tmp_path / "devloop.db")

    def work(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO leases VALUES ('a', 'b', 1, 'c', 'd', 0, 0)")
        open_file.path.unlink()

    with pytest.raises(HistoryUnavailable, match="deleted or replaced"):
        open_file.write(work)
    open_file.close()


def test_a_file_that_was_replaced_is_noticed(tmp_path: Path) -> None:
    remember(tmp_path / "other", begin)

    async def story(history: History) -> None:
        log = await begin(history)
        (tmp_path / "other" / "devloop.db").replace(history.path)
        with pytest.raises(HistoryUnavailable, match="deleted or replaced"):
            await log.emit(ev.Noted(says="x"))

    remember(tmp_path / "home", story)


@contextmanager
def _as_nobody() -> Iterator[None]:
    """Root may write everywhere; these steps are taken by somebody who may not."""
    if os.geteuid():
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter."""
    places = (Path(place) for place in (tempfile.gettempdir(), "/var/tmp", "/dev/shm"))
    place = next((p for p in places if all(up.exists() and up.stat().st_mode & 1 for up in (p, *p.parents))), None)
    if place is None:
        pytest.skip("needs a folder that everybody may enter")
    folder = Path(tempfile.mkdtemp(dir=place))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def _copy(source: Path, target: Path) -> None:
    for path in source.glob("devloop.db*"):
        shutil.copy(path, target)


@pytest.mark.parametrize("after_a_crash", [False, True])
def test_a_read_only_folder_can_be_read(open_folder: Path, after_a_crash: bool) -> None:
    async def write(history: History) -> str:
        log = await begin(history)
        if after_a_crash:
            _copy(open_folder, kept)
        return log.state.run

    kept = Path(tempfile.mkdtemp(dir=open_folder))
    run = remember(open_folder, write)
    _copy(kept, open_folder)
    for path in open_folder.glob("devloop.db*"):
        path.chmod(0o444)
    open_folder.chmod(0o555)

    async def story(history: History) -> None:
        assert await history.find("scale") == run
        assert len(await history.read(run)) == 1
        assert [row.run for row in await history.rows(5)] == [run]
        with pytest.raises(HistoryUnavailable, match="read-only") as caught:
            await history.create("scale", "")
        assert "DEVLOOP_HOME" in caught.value.mend
        found = {health.about: health.ok for health in await history.check()}
        assert found["history rows"]
        assert not found["history writing"]

    with _as_nobody():
        remember(open_folder, story)


def test_a_folder_that_cannot_be_made_says_what_to_do(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    with _as_nobody(), pytest.raises(HistoryUnavailable, match="DEVLOOP_HOME"):
        remember(open_folder / "home", begin)
    with _as_nobody(), pytest.raises(HistoryUnavailable, match="DEVLOOP_HOME"):
        remember(open_folder, begin)
    open_folder.chmod(0o700)
    with _as_nobody(), pytest.raises(HistoryUnavailable, match="cannot be opened: Permission denied"):
        remember(open_folder / "home", begin)


def test_a_file_where_the_folder_should_be_says_so(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(HistoryUnavailable, match="cannot be opened: File exists"):
        remember(tmp_path / "home", begin)
