"""Calls at the same time under one limit: they wait for each other where there may be room, and only then stop."""

import asyncio

import pytest

from devloop_nb.lm.ledger import Ledger
from devloop_nb.lm.open_call import OpenCall
from devloop_nb.values.budget import Budget, Overrun, Spent, overrun
from devloop_nb.values.call import Call
from devloop_nb.values.errors import BudgetSpent
from devloop_nb.values.events import Event, Recorded
from devloop_nb.values.fold import advance
from devloop_nb.values.run_state import RunState


class Book:
    """A run's log that is kept in memory, with a limit in tokens."""

    def __init__(self, most: int) -> None:
        self.state, self.budget = RunState(), Budget(run_tokens=most)
        self.running = self.most_at_once = 0
        self.ledger = Ledger({}, self.emit, self.check)

    async def emit(self, event: Event) -> None:
        self.state = advance(self.state, Recorded(run="r", seq=self.state.seq + 1, at=1.0, event=event))

    async def check(self, call: Call, waits: Call | None) -> Overrun | None:
        await asyncio.sleep(0)
        before = self.state.committed.plus(Spent.on(self.state.in_flight[call.key]), -1)
        if waits and waits.key in self.state.in_flight:
            before = before.plus(Spent.on(waits), -1)
        return overrun(self.budget, {"run": before}, 0.0, Spent.on(call))

    async def ask(self, key: str) -> Call:
        """A call that may take 100 tokens, and takes 10."""

        async def answer(made: OpenCall) -> Call:
            await made.request()
            self.running += 1
            self.most_at_once = max(self.running, self.most_at_once)
            await asyncio.sleep(0.01)
            self.running -= 1
            return Call(key=key, role="code", lm="m", tokens_out=10)

        return await self.ledger.record(Call(key=key, role="code", lm="m", tokens_out=100), answer)


async def both(book: Book, count: int) -> list[Call]:
    return list(await asyncio.gather(*(book.ask(str(number)) for number in range(count))))


@pytest.mark.parametrize(("most", "at_once"), [(0, 5), (500, 5), (250, 2), (160, 1)])
def test_they_wait_for_room(most: int, at_once: int) -> None:
    async def story() -> Book:
        book = Book(most)
        assert len(await asyncio.wait_for(both(book, 5), 20)) == 5
        return book

    book = asyncio.run(story())
    assert (book.state.spent.tokens, book.state.in_flight) == (50, {})
    assert book.most_at_once == at_once


def test_where_there_is_none_they_stop() -> None:
    async def story() -> Book:
        book = Book(125)
        with pytest.raises(BudgetSpent, match="30 tokens are spent"):
            await asyncio.wait_for(both(book, 5), 20)
        return book

    assert asyncio.run(story()).state.spent.tokens == 30


def test_one_that_is_stopped_while_it_waits_blocks_nobody() -> None:
    async def story() -> None:
        book = Book(160)
        tasks = [asyncio.create_task(book.ask(str(number))) for number in range(3)]
        await asyncio.sleep(0.005)
        tasks[1].cancel()
        done = await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 20)
        assert [type(each) for each in done] == [Call, asyncio.CancelledError, BudgetSpent]

    asyncio.run(story())
