"""What is killed, filled, locked, flipped, taken away or forbidden: nothing that was shown is lost."""

import asyncio
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import diary
import pytest
from diary import begin, remember

import devloop_nb
from devloop_nb.history.database import Database
from devloop_nb.history.history import History
from devloop_nb.history.run_log import RunLog
from devloop_nb.values import events as ev
from devloop_nb.values.errors import HistoryUnavailable

ROOT = Path(devloop_nb.__file__).parents[1]
NOBODY = 65534
LONG = ev.Noted(says="x" * 20_000)


def _start(home: Path, count: int, run: str = "") -> "subprocess.Popen[str]":
    command = [sys.executable, diary.__file__, str(home), str(count), run]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )


def test_kill_9_loses_nothing_that_was_reported(tmp_path: Path) -> None:
    run, shown = "", 0
    for kill in range(5):
        writer = _start(tmp_path, 100_000, run)
        assert writer.stdout
        run = writer.stdout.readline().strip()
        for _ in range(random.Random(kill).randint(1, 40)):
            shown = int(writer.stdout.readline())
        writer.send_signal(signal.SIGKILL)
        rest = writer.communicate(timeout=60)[0].split("\n")[:-1]
        shown = max(shown, *map(int, rest), 0)
        assert writer.returncode == -signal.SIGKILL
        stored = [recorded.seq for recorded in remember(tmp_path, partial(History.read, run=run))]
        assert stored == list(range(1, len(stored) + 1))
        assert len(stored) >= shown
    assert shown > 5


def test_six_processes_write_to_one_new_file(tmp_path: Path) -> None:
    writers = [_start(tmp_path / "home", 50) for _ in range(6)]
    said = [writer.communicate(timeout=300)[0].split() for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * 6

    async def story(history: History) -> list[int]:
        return [len(await history.read(lines[0])) for lines in said]

    assert remember(tmp_path / "home", story) == [50] * 6
    assert len({lines[0] for lines in said}) == 6


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE events SET body = replace(body, 'one', 'two') WHERE seq = 2",
        "UPDATE events SET at = at + 1 WHERE seq = 2",
        "UPDATE events SET kind = 'notes' WHERE seq = 2",
        "UPDATE events SET body = CAST(X'FF' || substr(body, 2) AS TEXT) WHERE seq = 2",
        "DELETE FROM events WHERE seq = 2",
    ],
)
def test_a_changed_row_is_noticed_by_name(tmp_path: Path, damage: str) -> None:
    async def write(history: History) -> tuple[str, str]:
        log, whole = await begin(history), await begin(history)
        for says in ("one", "three"):
            await log.emit(ev.Noted(says=says))
        return log.state.run, whole.state.run

    run, whole = remember(tmp_path, write)
    with sqlite3.connect(tmp_path / "devloop.db") as connection:
        connection.execute(f"{damage} AND run = '{run}'")
    with pytest.raises(HistoryUnavailable, match=f"event 2 of the run {run} is damaged or missing") as caught:
        remember(tmp_path, lambda history: history.read(run))
    assert "restore" in caught.value.mend
    assert len(remember(tmp_path, lambda history: history.read(whole))) == 1


def test_a_lost_last_row_is_noticed(tmp_path: Path) -> None:
    run = remember(tmp_path, begin).state.run
    with sqlite3.connect(tmp_path / "devloop.db") as connection:
        connection.execute("DELETE FROM events")
    with pytest.raises(HistoryUnavailable, match=f"event 1 of the run {run} is damaged or missing"):
        remember(tmp_path, lambda history: history.read(run))


def test_a_flipped_bit_in_the_file_is_noticed(tmp_path: Path) -> None:
    async def write(history: History) -> str:
        log = await begin(history)
        await log.emit(ev.Noted(says="needle" * 100))
        return log.state.run

    run, path = remember(tmp_path, write), tmp_path / "devloop.db"
    content = bytearray(path.read_bytes())
    content[content.index(b"needleneedle") + 3] ^= 0x01
    path.write_bytes(content)
    with pytest.raises(HistoryUnavailable, match=f"event 2 of the run {run}"):
        remember(tmp_path, lambda history: history.read(run))
    rows = {health.about: health for health in remember(tmp_path, History.check)}["history rows"]
    assert not rows.ok
    assert f"{run} event 2" in rows.says


@pytest.mark.parametrize(
    ("content", "what"),
    [(b"no database at all, only words" * 200, "damaged"), (b"SQLite format 3\0" + b"\xff" * 4096, "damaged")],
)
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "devloop.db"
    path.write_bytes(content)
    with pytest.raises(HistoryUnavailable, match=what) as caught:
        remember(tmp_path, lambda history: history.rows(5))
    assert "Move it away" in caught.value.mend
    assert path.read_bytes() == content
    (health,) = remember(tmp_path, History.check)
    assert not health.ok


def test_a_truncated_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    async def write(history: History) -> str:
        log = await begin(history)
        for _ in range(20):
            await log.emit(LONG)
        return log.state.run

    run, path = remember(tmp_path, write), tmp_path / "devloop.db"
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(HistoryUnavailable, match="damaged"):
        remember(tmp_path, lambda history: history.read(run))


def test_a_file_that_was_damaged_and_mended_in_its_place_works_again(tmp_path: Path) -> None:
    async def story(history: History) -> None:
        log = await begin(history)
        for _ in range(50):
            await log.emit(ev.Noted(says="x" * 100_000))
        content = history.path.read_bytes()
        os.truncate(history.path, 3 * 4096)
        with pytest.raises(HistoryUnavailable, match="damaged"):
            await history.read(log.state.run)
        with history.path.open("r+b") as file:
            file.write(content)
        await _goes_on(history, log)

    remember(tmp_path, story)


async def _write_until_it_fails(log: RunLog) -> HistoryUnavailable:
    for _ in range(2000):
        try:
            await log.emit(LONG)
        except HistoryUnavailable as error:
            return error
    raise AssertionError("it never failed")


async def _goes_on(history: History, log: RunLog) -> None:
    """The same objects write again, and nothing is missing."""
    seq = log.state.seq
    await log.emit(ev.Noted(says="there is room again"))
    assert log.state.seq == seq + 1
    assert [recorded.seq for recorded in await history.read(log.state.run)] == list(range(1, seq + 2))


def test_a_file_that_may_not_grow_stops_the_run_and_nothing_else(tmp_path: Path) -> None:
    async def story(history: History) -> None:
        log = await begin(history)
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, limits[1]))
        try:
            error = await _write_until_it_fails(log)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert "cannot be written" in error.what
        assert "MB free" in error.why
        assert str(tmp_path) in error.what
        await _goes_on(history, log)

    remember(tmp_path, story)


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path]:
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("needs the right to mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk_stops_the_run_and_room_lets_it_go_on(tmp_path: Path) -> None:
    async def story(history: History) -> None:
        log = await begin(history)
        filler = history.path.with_name("filler")
        filler.write_bytes(b"\0" * 1_000_000)
        error = await _write_until_it_fails(log)
        assert "cannot be written" in error.what
        assert "0.0 MB free" in error.why
        assert "Make room" in error.mend
        again = await _write_until_it_fails(log)
        assert again.what == error.what
        filler.unlink()
        await _goes_on(history, log)

    with _small_disk(tmp_path) as disk:
        remember(disk, story)


def test_a_file_that_stays_locked_is_reported(tmp_path: Path) -> None:
    async def story(_: History) -> None:
        history = History(tmp_path, wait=0.2)
        log = await begin(history)
        with closing(sqlite3.connect(tmp_path / "devloop.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(HistoryUnavailable, match="another process has locked"):
                await log.emit(ev.Noted(says="x"))
            assert len(await history.read(log.state.run)) == 1, "reading goes on"
            other.execute("ROLLBACK")
        await _goes_on(history, log)
        await history.close()

    remember(tmp_path, story)


def test_a_writer_waits_for_another_to_finish(tmp_path: Path) -> None:
    async def story(history: History) -> None:
        log = await begin(history)
        with closing(sqlite3.connect(tmp_path / "devloop.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            task = asyncio.create_task(log.emit(ev.Noted(says="patient")))
            await asyncio.sleep(0.3)
            assert not task.done()
            other.execute("ROLLBACK")
            await task
        assert log.state.seq == 2

    remember(tmp_path, story)


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
            await _goes_on(history, log)
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
