"""The log folds, commits and tells, in that order, whatever happens meanwhile."""

import asyncio
import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from diary import FIRST, begin, remember

from devloop_nb.history.history import History
from devloop_nb.history.run_log import Listener, Redact, RunLog
from devloop_nb.values import events as ev
from devloop_nb.values.call import Call
from devloop_nb.values.errors import HistoryUnavailable
from devloop_nb.values.fold import fold
from devloop_nb.values.run_state import RunState
from devloop_nb.values.secrets import Redactor, secret_values

SECRET = 'sk-very"secret\\kéy'


async def _log(history: History, listen: Listener | None = None, redact: Redact = str) -> RunLog:
    return await RunLog.open(history, await history.create("scale", ""), redact, listen)


def test_what_is_told_is_already_stored(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def listen(recorded: ev.Recorded, state: RunState) -> None:
        with closing(sqlite3.connect(tmp_path / "devloop.db")) as other:
            told.append((other.execute("SELECT max(seq) FROM events").fetchone()[0], state.seq))

    async def story(history: History) -> None:
        log = await _log(history, listen)
        await log.emit(FIRST)
        await log.emit(ev.Noted(says="x"))

    remember(tmp_path, story)
    assert told == [(1, 1), (2, 2)]


def test_a_listener_that_breaks_does_not_break_the_run(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    def listen(recorded: ev.Recorded, state: RunState) -> None:
        raise ZeroDivisionError

    async def story(history: History) -> int:
        log = await _log(history, listen)
        await log.emit(FIRST)
        return log.state.seq

    with caplog.at_level(logging.ERROR):
        assert remember(tmp_path, story) == 1
    assert "ZeroDivisionError" in caplog.text


def test_events_of_many_tasks_get_their_places_one_by_one(tmp_path: Path) -> None:
    told: list[int] = []

    async def story(history: History) -> None:
        log = await _log(history, lambda recorded, state: told.append(recorded.seq))
        await log.emit(FIRST)
        await asyncio.gather(*(log.emit(ev.Noted(says=str(n))) for n in range(20)))
        read = await history.read(log.state.run)
        assert {noted.says for noted in log.state.notes} == {str(n) for n in range(20)}
        assert len(read) == 21

    remember(tmp_path, story)
    assert told == list(range(1, 22))


@pytest.mark.parametrize("turns", [0, 1, 2, 5])
def test_an_event_that_was_begun_is_stored_and_folded_though_the_task_is_cancelled(
    tmp_path: Path, turns: int
) -> None:
    async def story(history: History) -> None:
        log = await begin(history)
        task = asyncio.create_task(log.emit(ev.Noted(says="last words")))
        await asyncio.sleep(0)
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert log.state.notes[-1].says == "last words"
        assert (await history.read(log.state.run))[-1].seq == log.state.seq == 2

    remember(tmp_path, story)


def test_an_event_that_cannot_be_stored_is_not_in_the_state(tmp_path: Path) -> None:
    async def story(history: History) -> None:
        log = await begin(history)
        bad = ev.CallEnded(call=Call(key="a", role="plan", lm="m", fields={"x": object()}))
        with pytest.raises(HistoryUnavailable, match="a call_ended event cannot be written"):
            await log.emit(bad)
        with pytest.raises(KeyError):
            await log.emit(ev.ModuleEnded(module="unknown", status="failed", reason=""))
        assert log.state.seq == 1
        await log.emit(ev.Noted(says="goes on"))
        assert log.state.seq == len(await history.read(log.state.run)) == 2

    remember(tmp_path, story)


def test_a_secret_reaches_neither_the_disk_nor_the_view(tmp_path: Path) -> None:
    shown: list[str] = []
    redact = Redactor(secret_values({"MY_API_KEY": SECRET, "PATH": "/usr/bin:/bin"}))

    async def story(history: History) -> None:
        log = await _log(history, lambda recorded, state: shown.append(repr(recorded) + repr(state)), redact)
        await log.emit(FIRST)
        await log.emit(ev.Noted(says=f"the key is {SECRET}!"))
        fields = {"answer": [SECRET], SECRET: 1, "path": "/usr/bin:/bin"}
        await log.emit(ev.CallEnded(call=Call(key="a", role="plan", lm="m", prompt=SECRET, fields=fields)))
        assert log.state.notes[0].says == "the key is [MY_API_KEY]!"
        assert log.state.calls["a"].fields == {"answer": ["[MY_API_KEY]"], "[MY_API_KEY]": 1, "path": "/usr/bin:/bin"}
        on_disk = b"".join(history.path.with_name(f"devloop.db{end}").read_bytes() for end in ("", "-wal", "-shm"))
        assert b"[MY_API_KEY]" in on_disk
        for piece in (b"sk-very", "kéy".encode(), b"k\\u00e9y"):
            assert piece not in on_disk

    remember(tmp_path, story)
    assert len(shown) == 3
    assert "sk-very" not in "".join(shown)
    assert b"sk-very" not in (tmp_path / "devloop.db").read_bytes()


def test_a_secret_that_is_a_word_of_the_format_is_refused_with_what_to_do(tmp_path: Path) -> None:
    async def story(history: History) -> None:
        log = await _log(history, None, Redactor({"run_started": "MY_TOKEN"}))
        with pytest.raises(HistoryUnavailable, match="word of its format"):
            await log.emit(FIRST)

    remember(tmp_path, story)


def test_what_is_added_is_in_the_state_at_once_and_told_when_it_is_stored(tmp_path: Path) -> None:
    told: list[int] = []

    async def story(history: History) -> None:
        fifth = asyncio.Event()
        log = await _log(history, lambda recorded, _: told.append(recorded.seq) or (told[4:] and fifth.set()))
        await log.emit(FIRST)
        log.add(ev.Noted(says="a"))
        log.add(ev.Noted(says="b"))
        assert [note.says for note in log.state.notes] == ["a", "b"]
        with closing(sqlite3.connect(tmp_path / "devloop.db")) as connection:
            assert told == [1] and connection.execute("SELECT count(*) FROM events").fetchone() == (1,)
        await log.emit(ev.Noted(says="c"))
        assert told == [1, 2, 3, 4]
        log.add(ev.Noted(says="nobody waits for it"))
        await asyncio.wait_for(fifth.wait(), 30)
        read = await history.read(log.state.run)
        assert fold(read, RunState(run=log.state.run)) == log.state and len(read) == 5

    remember(tmp_path, story)


def test_what_comes_at_one_moment_is_stored_together_or_not_at_all(tmp_path: Path) -> None:
    async def story(history: History) -> None:
        log = await begin(history)
        with closing(sqlite3.connect(tmp_path / "devloop.db")) as connection, connection:
            connection.execute(
                "CREATE TRIGGER full BEFORE INSERT ON events WHEN NEW.seq = 3 BEGIN SELECT RAISE(FAIL, 'full'); END"
            )
        several = [asyncio.create_task(log.emit(ev.Noted(says=str(n)))) for n in range(4)]
        said = await asyncio.gather(*several, return_exceptions=True)
        assert [type(error) for error in said] == [HistoryUnavailable] * 4
        assert log.state.seq == len(await history.read(log.state.run)) == 1
        with closing(sqlite3.connect(tmp_path / "devloop.db")) as connection, connection:
            connection.execute("DROP TRIGGER full")
        await log.emit(ev.Noted(says="goes on"))
        assert log.state.seq == len(await history.read(log.state.run)) == 2

    remember(tmp_path, story)


def test_nothing_follows_an_event_that_was_lost_while_nobody_waited_for_it(tmp_path: Path) -> None:
    async def story(history: History) -> None:
        log = await begin(history)
        with closing(sqlite3.connect(tmp_path / "devloop.db", isolation_level=None)) as other:
            other.execute("UPDATE runs SET seq = seq + 1")
            log.add(ev.Noted(says="lost"))
            await asyncio.sleep(0)
            log.add(ev.Noted(says="built on it"))
            with pytest.raises(HistoryUnavailable, match="does not follow"):
                await log.emit(ev.Noted(says="built on both"))
            other.execute("UPDATE runs SET seq = seq - 1")
        assert log.state.seq == len(await history.read(log.state.run)) == 1
        for _ in range(2):
            with pytest.raises(HistoryUnavailable, match="does not follow"):
                log.add(ev.Noted(says="too late"))
        again = await RunLog.open(history, log.state.run, str)
        await again.emit(ev.Noted(says="resumed"))
        assert again.state.seq == 2

    remember(tmp_path, story)
