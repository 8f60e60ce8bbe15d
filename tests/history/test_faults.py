"""What is killed, filled or locked: nothing that was shown is lost."""

import asyncio
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import diary
import pytest
from diary import begin, goes_on, remember

import devloop_nb
from devloop_nb.history.history import History
from devloop_nb.history.run_log import RunLog
from devloop_nb.values import events as ev
from devloop_nb.values.errors import HistoryUnavailable

ROOT = Path(devloop_nb.__file__).parents[1]
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


async def _write_until_it_fails(log: RunLog) -> HistoryUnavailable:
    for _ in range(2000):
        try:
            await log.emit(LONG)
        except HistoryUnavailable as error:
            return error
    raise AssertionError("it never failed")


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
        await goes_on(history, log)

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
        await goes_on(history, log)

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
        await goes_on(history, log)
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
