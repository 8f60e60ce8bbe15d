"""What all runs of a home have spent, on a day and ever."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from diary import begin, remember

from devloop_nb.history import schema, spending
from devloop_nb.history.history import History
from devloop_nb.values import events as ev
from devloop_nb.values.budget import Spent
from devloop_nb.values.call import Call

WAITING = Call(key="k", role="code", lm="m", tokens_in=500, tokens_out=1000, usd=0.5)
DONE = WAITING.model_copy(update={"tokens_in": 10, "tokens_out": 5, "usd": 0.25})
UNPRICED = DONE.model_copy(update={"key": "l", "usd": None})
DAY = 24 * 3600


def test_a_call_that_waits_counts_with_the_most_it_may_cost(tmp_path: Path) -> None:
    async def story(history: History) -> None:
        log = await begin(history)
        await log.emit(ev.CallStarted(call=WAITING))
        assert await history.spent() == (Spent.on(WAITING), Spent.on(WAITING))
        await log.emit(ev.CallEnded(call=DONE))
        assert await history.spent() == (Spent.on(DONE), Spent.on(DONE))
        await log.emit(ev.CallStarted(call=WAITING.model_copy(update={"key": "x"})))
        await log.emit(ev.CallFailed(call=WAITING.model_copy(update={"key": "x", "tokens_in": 0, "tokens_out": 0})))
        assert (await history.spent())[1].tokens == 15

    remember(tmp_path, story)


def test_runs_add_up(tmp_path: Path) -> None:
    async def story(history: History) -> None:
        for call in (DONE, UNPRICED):
            await (await begin(history)).emit(ev.CallEnded(call=call))
        today, ever = await history.spent()
        assert today == ever == Spent(requests=2, tokens=30, usd=0.25, unpriced=15)

    remember(tmp_path, story)


def test_a_run_that_goes_on_after_midnight_spends_on_two_days(tmp_path: Path) -> None:
    async def story(history: History) -> str:
        return (await begin(history)).state.run

    run, now = remember(tmp_path, story), time.time()
    with closing(sqlite3.connect(tmp_path / "devloop.db")) as connection:
        spending.keep(connection, run, now - DAY, Spent(tokens=100, usd=1.0))
        spending.keep(connection, run, now, Spent(tokens=130, usd=1.5))
        spending.keep(connection, run, now, Spent(tokens=150, usd=1.75))
        assert spending.totals(connection) == (Spent(tokens=50, usd=0.75), Spent(tokens=150, usd=1.75))


def test_what_was_spent_before_it_was_kept_is_read_from_the_events(tmp_path: Path) -> None:
    async def story(history: History) -> None:
        log = await begin(history)
        await log.emit(ev.CallEnded(call=DONE))
        await log.emit(ev.CallEnded(call=UNPRICED))

    remember(tmp_path, story)
    with closing(sqlite3.connect(tmp_path / "devloop.db")) as connection:
        connection.execute("DROP TABLE spending")
        schema.m002_spending(connection)
        assert spending.totals(connection)[1] == Spent(requests=2, tokens=30, usd=0.25, unpriced=15)
