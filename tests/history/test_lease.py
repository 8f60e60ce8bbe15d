"""One process works on a run; a dead one does not count."""

import os
import platform
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import diary
import pytest
from diary import begin, remember

import devloop_nb
from devloop_nb.history.history import History
from devloop_nb.values import events as ev
from devloop_nb.values.errors import RunBusy

ROOT = Path(devloop_nb.__file__).parents[1]


async def _live(history: History) -> bool:
    (row,) = await history.rows(5)
    return row.live


def test_a_living_process_keeps_its_run_and_a_dead_one_loses_it(tmp_path: Path) -> None:
    command = [sys.executable, diary.__file__, str(tmp_path), "100000"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as writer:
        assert writer.stdout
        run = writer.stdout.readline().strip()

        async def while_it_lives(history: History) -> None:
            assert await _live(history)
            with pytest.raises(RunBusy, match=f"process {writer.pid} on {platform.node()}"):
                await history.claim(run)

        async def once_it_is_dead(history: History) -> None:
            assert not await _live(history)
            await history.claim(run)
            assert await _live(history)

        try:
            remember(tmp_path, while_it_lives)
        finally:
            writer.send_signal(signal.SIGKILL)
        writer.communicate(timeout=60)
        remember(tmp_path, once_it_is_dead)


def test_a_killed_process_that_nobody_waited_for_is_dead_too(tmp_path: Path) -> None:
    command = [sys.executable, diary.__file__, str(tmp_path), "100000"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as writer:
        assert writer.stdout
        run = writer.stdout.readline().strip()
        os.kill(writer.pid, signal.SIGKILL)
        os.waitid(os.P_PID, writer.pid, os.WEXITED | os.WNOWAIT)
        remember(tmp_path, lambda history: history.claim(run))


def test_a_run_is_claimed_once_and_given_back(tmp_path: Path) -> None:
    async def story(history: History) -> None:
        run = (await begin(history)).state.run
        other = History.open(tmp_path)
        await history.claim(run)
        for again in (history, other):
            with pytest.raises(RunBusy):
                await again.claim(run)
        await history.release(run)
        await other.claim(run)
        await other.close()
        assert not await _live(history)
        await history.claim(run)

    remember(tmp_path, story)


@pytest.mark.parametrize(
    ("change", "busy"),
    [
        ("pid = pid", True),
        ("since = since - 100", False),  # the number belongs to another process now
        ("boot = 'before'", False),
        ("host = 'elsewhere'", True),
        ("host = 'elsewhere', beat = beat - 1000", False),
    ],
)
def test_who_counts_as_alive(tmp_path: Path, change: str, busy: bool) -> None:
    async def story(history: History) -> None:
        run = (await begin(history)).state.run
        await history.claim(run)
        with closing(sqlite3.connect(tmp_path / "devloop.db")) as connection, connection:
            connection.execute(f"UPDATE leases SET {change}")
        other = History.open(tmp_path)
        assert await _live(other) is busy
        if busy:
            with pytest.raises(RunBusy):
                await other.claim(run)
        else:
            await other.claim(run)
        await other.close()

    remember(tmp_path, story)


def test_every_event_is_a_sign_of_life(tmp_path: Path) -> None:
    async def story(history: History) -> None:
        log = await begin(history)
        await history.claim(log.state.run)
        with closing(sqlite3.connect(tmp_path / "devloop.db")) as connection:
            with connection:
                connection.execute("UPDATE leases SET beat = 0")
            await log.emit(ev.Noted(says="x"))
            assert connection.execute("SELECT beat FROM leases").fetchone()[0] == log.state.last

    remember(tmp_path, story)
