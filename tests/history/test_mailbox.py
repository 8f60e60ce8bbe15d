"""Letters to runs: from any process, taken once, with the event that obeys them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from diary import begin, remember

from devloop_nb.history.history import History
from devloop_nb.history.letters import WAITING
from devloop_nb.history.mailbox import Mailbox
from devloop_nb.values import events as ev
from devloop_nb.values.errors import HistoryUnavailable
from devloop_nb.values.steering import Letter, Note, Pause


def test_a_letter_is_found_by_others_until_it_is_taken(tmp_path: Path) -> None:
    async def story(history: History) -> None:
        log = await begin(history)
        run, box = log.state.run, Mailbox(history, lambda text: text.replace("secret", "[hidden]"))
        first = await box.put(run, Pause())
        second = await box.put(run, Note(says="Mind the secret."))
        other = History.open(tmp_path)
        letters = await Mailbox(other, str).waiting(run)
        assert letters == (Letter(id=first, wish=Pause()), Letter(id=second, wish=Note(says="Mind the [hidden].")))
        await log.emit(ev.Steered(wish=Pause(), letter=first))
        assert [letter.id for letter in await Mailbox(other, str).waiting(run)] == [second]
        assert await box.waiting("another run") == ()
        await other.close()

    remember(tmp_path, story)


def test_a_letter_whose_event_was_not_stored_still_waits(tmp_path: Path) -> None:
    async def story(history: History) -> None:
        log = await begin(history)
        run, box = log.state.run, Mailbox(history, str)
        letter = await box.put(run, Pause())
        with closing(sqlite3.connect(tmp_path / "devloop.db")) as connection, connection:
            connection.execute("UPDATE runs SET seq = seq + 1")
        with pytest.raises(HistoryUnavailable, match="does not follow"):
            await log.emit(ev.Steered(wish=Pause(), letter=letter))
        assert not log.state.helm.paused
        assert [each.id for each in await box.waiting(run)] == [letter]

    remember(tmp_path, story)


def test_a_letter_from_a_newer_release_is_left_for_it(tmp_path: Path) -> None:
    async def story(history: History) -> None:
        run = (await begin(history)).state.run
        await history.post(run, "new", '{"id": "new", "wish": {"kind": "dance"}}')
        letter = await Mailbox(history, str).put(run, Pause())
        assert [each.id for each in await history.letters(run)] == [letter]

    remember(tmp_path, story)


def test_a_look_into_the_mailbox_reads_an_index(tmp_path: Path) -> None:
    remember(tmp_path, begin)
    with closing(sqlite3.connect(tmp_path / "devloop.db")) as connection:
        plan = str(connection.execute(f"EXPLAIN QUERY PLAN {WAITING}", ("a",)).fetchall())
    assert "letters_that_wait" in plan and "TEMP B-TREE" not in plan
