"""Runs are made, listed, found and read."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from diary import FIRST, begin, remember
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from devloop_nb.history import index
from devloop_nb.history.database import Database
from devloop_nb.history.history import History
from devloop_nb.history.journal import Entry, encode, sha256
from devloop_nb.values import events as ev
from devloop_nb.values.attempt import Draft, Move
from devloop_nb.values.call import Call
from devloop_nb.values.errors import HistoryUnavailable, NotFound
from devloop_nb.values.finding import Finding
from devloop_nb.values.fold import advance, fold
from devloop_nb.values.plan import ModuleSpec, Plan
from devloop_nb.values.run_state import RunState

PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 30_000}
PLAN = ev.PlanMade(plan=Plan(modules=(ModuleSpec(name="scale", purpose="all of it"),), by="scripted"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
SAID = st.one_of(
    st.builds(ev.Noted, says=st.text()),
    st.builds(ev.RunEnded, status=st.sampled_from(["success", "partial", "stopped"]), reason=st.text()),
    st.builds(
        lambda says: ev.RequirementsVetted(findings=(Finding(severity="info", about=says, says=says),)), st.text()
    ),
    st.builds(
        lambda key, text, fields: ev.CallEnded(call=Call(key=key, role="code", lm="m", text=text, fields=fields)),
        st.text(),
        st.text(),
        st.dictionaries(st.text(), JSON, max_size=3),
    ),
)  # fmt: skip


def test_a_run_reads_as_it_was_written(tmp_path: Path) -> None:
    async def story(history: History) -> None:
        log = await begin(history)
        await log.emit(PLAN)
        await log.emit(ev.AttemptStarted(module="scale", move=Move(kind="draft", number=1)))
        await log.emit(ev.CodeWritten(module="scale", number=1, draft=Draft(code="x = 1\n")))
        read = await history.read(log.state.run)
        assert [recorded.seq for recorded in read] == [1, 2, 3, 4]
        assert read[0].event == FIRST
        assert fold(read, RunState(run=log.state.run)) == log.state
        assert log.state.modules["scale"].attempts[0].code == "x = 1\n"

    remember(tmp_path, story)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(SAID, min_size=1, max_size=4))
def test_every_text_comes_back_as_it_went_in(tmp_path: Path, events: list[ev.Event]) -> None:
    async def story(history: History) -> None:
        log = await begin(history)
        for event in events:
            await log.emit(event)
        assert [recorded.event for recorded in await history.read(log.state.run)] == [FIRST, *events]

    remember(tmp_path, story)


def test_half_a_surrogate_pair_in_parsed_fields_survives(tmp_path: Path) -> None:
    async def story(history: History) -> None:
        log = await begin(history)
        call = Call(key="plan/1", role="plan", lm="m", fields={"od\udfffd": ["\ud800", {"a": "\0"}]})
        await log.emit(ev.CallEnded(call=call))
        assert (await history.read(log.state.run))[-1].event == ev.CallEnded(call=call)

    remember(tmp_path, story)


def test_two_runs_of_one_second_have_two_names(tmp_path: Path) -> None:
    """As many that the four random signs of some of them are the same."""
    opened = Database(tmp_path / "history.sqlite3")
    try:
        made = opened.write(lambda connection: [index.create(connection, "scale", "") for _ in range(3000)])
    finally:
        opened.close()
    assert len(set(made)) == 3000


def test_runs_are_listed_newest_first_with_what_they_came_to(tmp_path: Path) -> None:
    async def story(history: History) -> None:
        first, second = await begin(history), await begin(history, "clip")
        await first.emit(PLAN)
        await first.emit(ev.AttemptStarted(module="scale", move=Move(kind="draft", number=1)))
        await first.emit(ev.RunEnded(status="failed", reason="no luck"))
        rows = await history.rows(10)
        assert [row.run for row in rows] == [second.state.run, first.state.run]
        assert (rows[1].status, rows[1].attempts, rows[1].lm) == ("failed", 1, "scripted")
        assert (rows[0].status, rows[0].attempts, rows[0].name) == ("running", 0, "clip")
        assert [row.run for row in await history.rows(1)] == [second.state.run]

    remember(tmp_path, story)


def test_a_run_is_found_by_id_beginning_or_name(tmp_path: Path) -> None:
    async def story(history: History) -> None:
        with pytest.raises(NotFound, match="no run yet"):
            await history.find("")
        older, newer, other = [await history.create(name, name) for name in ("scale", "scale", "clip")]
        assert await history.find("") == other
        assert await history.find(older) == older
        assert await history.find(older[:-1]) == older
        assert await history.find("scale") == newer
        with pytest.raises(NotFound, match="Did you mean scale"):
            await history.find("scales")
        with pytest.raises(NotFound, match="several runs begin with '20'"):
            await history.find("20")
        with pytest.raises(NotFound):
            await history.find("%")
        assert await history.newest_with_key("scale") == newer
        assert await history.newest_with_key("other") is None

    remember(tmp_path, story)


def test_an_id_says_when_and_what(tmp_path: Path) -> None:
    day, time, name, tail = remember(tmp_path, lambda history: history.create("min_max", "")).split("-")
    assert (len(day), len(time), name, len(tail)) == (8, 6, "min_max", 4)


def test_the_folder_is_made_for_its_owner_and_kept_out_of_git(tmp_path: Path) -> None:
    home = tmp_path / "deep" / ".devloop"
    remember(home, begin)
    assert home.stat().st_mode & 0o777 == 0o700
    assert (home / ".gitignore").read_text() == "*\n"
    assert not list(home.glob("devloop.db-*")), "closing leaves one file"


def test_a_folder_that_is_in_use_for_other_things_gets_no_gitignore(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    remember(tmp_path, begin)
    assert not (tmp_path / ".gitignore").exists()


def test_commits_are_synchronised_in_wal_mode(tmp_path: Path) -> None:
    database = Database(tmp_path / "devloop.db")
    asked = {pragma: database.read(lambda c, p=pragma: c.execute(f"PRAGMA {p}").fetchone()[0]) for pragma in PRAGMAS}
    database.close()
    assert asked == PRAGMAS


def test_an_event_that_does_not_follow_is_refused(tmp_path: Path) -> None:
    async def story(history: History) -> None:
        log = await begin(history)
        before = log.state
        await log.emit(ev.Noted(says="one"))
        late = ev.Recorded(run=before.run, seq=2, at=before.last, event=ev.Noted(says="another"))
        with pytest.raises(HistoryUnavailable, match="does not follow"):
            await history.append([Entry(late, advance(before, late), encode(late.event))])
        assert len(await history.read(before.run)) == 2

    remember(tmp_path, story)


def test_an_event_of_an_unknown_kind_names_the_release(tmp_path: Path) -> None:
    run = remember(tmp_path, begin).state.run
    body = '{"kind": "danced"}'
    with sqlite3.connect(tmp_path / "devloop.db") as connection:
        row = (run, 2, 1.0, "danced", "", body, sha256(run, 2, 1.0, "danced", body))
        connection.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        connection.execute("UPDATE runs SET seq = 2")
    with pytest.raises(HistoryUnavailable, match=f"event 2 of the run {run} cannot be read: another release"):
        remember(tmp_path, lambda history: history.read(run))


def test_the_loop_goes_on_while_the_disk_is_busy(tmp_path: Path) -> None:
    async def story(history: History) -> int:
        log = await begin(history)
        ticks = 0

        async def tick() -> None:
            nonlocal ticks
            while True:
                await asyncio.sleep(0)
                ticks += 1

        ticking = asyncio.create_task(tick())
        await log.emit(ev.Noted(says="x"))
        ticking.cancel()
        return ticks

    assert remember(tmp_path, story) > 0
