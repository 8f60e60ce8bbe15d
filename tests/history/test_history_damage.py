"""What is flipped, changed, lost or cut off in the file is noticed, and the rest goes on."""

import os
import sqlite3
from pathlib import Path

import pytest
from diary import begin, goes_on, remember

from devloop_nb.history.history import History
from devloop_nb.values import events as ev
from devloop_nb.values.errors import HistoryUnavailable


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
            await log.emit(ev.Noted(says="x" * 20_000))
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
        await goes_on(history, log)

    remember(tmp_path, story)
