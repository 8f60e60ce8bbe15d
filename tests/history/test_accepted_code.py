"""What a history knows of the code that its runs have accepted."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from diary import begin, remember

from devloop_nb.history.history import History
from devloop_nb.history.run_log import RunLog
from devloop_nb.values import events as ev
from devloop_nb.values.attempt import Draft, Move
from devloop_nb.values.existing import Existing
from devloop_nb.values.plan import ModuleSpec, Plan


async def built(
    history: History, name: str, *codes: str, module: str = "part", status: ev.RunStatus = "success"
) -> RunLog:
    """A run that accepts the last code of its module."""
    log = await begin(history, name)
    await log.emit(ev.PlanMade(plan=Plan(modules=(ModuleSpec(name=module, purpose="P"),), by="user")))
    for number, code in enumerate(codes, start=1):
        await log.emit(ev.AttemptStarted(module=module, move=Move(kind="draft", number=number)))
        await log.emit(ev.CodeWritten(module=module, number=number, draft=Draft(code=code)))
    await log.emit(ev.AttemptAccepted(module=module, number=len(codes), by="score"))
    await log.emit(ev.RunEnded(status=status, reason=""))
    return log


def test_the_accepted_code_of_a_run_that_went_well_is_known_to_those_of_other_names(tmp_path: Path) -> None:
    async def story(history: History) -> None:
        assert await history.existing("report") == ()
        log = await built(history, "scale", "x = 1", "x = 2 # \ud83d half a pair")
        assert await history.existing("report") == (Existing(log.state.run, "part", "x = 2 # \ud83d half a pair"),)
        assert await history.existing("scale") == ()

    remember(tmp_path, story)


@pytest.mark.parametrize("status", ["partial", "failed", "stopped"])
def test_a_run_that_fell_short_has_nothing_to_tell(tmp_path: Path, status: ev.RunStatus) -> None:
    async def story(history: History) -> None:
        await built(history, "scale", "x = 1", status=status)
        assert await history.existing("report") == ()

    remember(tmp_path, story)


def test_what_was_undone_is_not_there_and_what_was_accepted_by_hand_is(tmp_path: Path) -> None:
    async def story(history: History) -> None:
        log = await built(history, "scale", "x = 1", "x = 2")
        run = log.state.run
        await log.emit(ev.AcceptanceTurned(module="part", turn="undo"))
        assert await history.existing("report") == ()
        await log.emit(ev.AcceptanceTurned(module="part", turn="redo"))
        assert await history.existing("report") == (Existing(run, "part", "x = 2"),)
        await log.emit(ev.AttemptAccepted(module="part", number=1, by="user"))
        assert await history.existing("report") == (Existing(run, "part", "x = 1"),)

    remember(tmp_path, story)


def test_of_modules_of_one_name_the_newest_counts(tmp_path: Path) -> None:
    async def story(history: History) -> None:
        runs = [(await built(history, name, code)).state.run for name, code in (("a", "x = 1"), ("b", "x = 2"))]
        newest = max(runs)
        assert [(each.run, each.module) for each in await history.existing("report")] == [(newest, "part")]

    remember(tmp_path, story)


@pytest.mark.parametrize("kind", ["attempt_accepted", "code_written"])
@pytest.mark.parametrize("body", ["{}", "no JSON", '{"kind": "code_written", "module": "part", "number": 1}'])
def test_a_damaged_run_tells_nothing_and_stops_no_other(tmp_path: Path, kind: str, body: str) -> None:
    async def story(history: History) -> None:
        log = await built(history, "scale", "x = 1")
        await built(history, "other", "x = 2", module="whole")
        with closing(sqlite3.connect(tmp_path / "devloop.db")) as connection, connection:
            change = "UPDATE events SET body = ? WHERE run = ? AND kind = ?"
            assert connection.execute(change, (body, log.state.run, kind)).rowcount == 1
        assert [each.code for each in await history.existing("report")] == ["x = 2"]

    remember(tmp_path, story)
