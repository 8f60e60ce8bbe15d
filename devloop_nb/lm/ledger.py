"""Every call to a model, made once and within its limits: what was answered before is answered from memory."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from devloop_nb.lm.open_call import OpenCall
from devloop_nb.lm.writing import Writing
from devloop_nb.values.budget import Overrun
from devloop_nb.values.call import Call
from devloop_nb.values.errors import BudgetSpent, ModelUnavailable
from devloop_nb.values.events import BudgetReached, CallEnded, CallFailed, CallStarted, Event, Noted

Emit = Callable[[Event], Awaitable[None]]
# The limit that a call would go beyond, if there is one; another call, if given, has not got its turn yet.
Check = Callable[[Call, Call | None], Awaitable[Overrun | None]]


async def unlimited(_: Call, __: Call | None) -> None:
    """Nothing is too much."""


class Ledger:
    """Remembers the calls of one run and tells of each new one.

    Only an answer ends a call. A call that got none (no connection, no key, no money) is noted as an error and
    stays unanswered, so that it is made again when the run is resumed.
    """

    def __init__(
        self, calls: Mapping[str, Call], emit: Emit, check: Check = unlimited, writing: Writing | None = None
    ) -> None:
        self.writing = writing or Writing()
        self._calls = dict(calls)
        self._emit, self._check = emit, check
        self._door, self._one_ended, self._open = asyncio.Lock(), asyncio.Event(), 0
        self._waits: Call | None = None

    def answered(self, key: str) -> Call | None:
        """The call of that key, if it has been answered."""
        return self._calls.get(key)

    async def record(self, question: Call, answer: Callable[[OpenCall], Awaitable[Call]]) -> Call:
        """Asks unless it was asked before; an answer that was paid for is committed before anybody sees it.

        ``question`` holds the most that one request may cost; ``answer`` announces each request before it is sent.
        Raises ``BudgetSpent`` and ``ModelUnavailable``.
        """
        if known := self.answered(question.key):
            return known
        over = await self._find_room(question)
        try:
            call = await self._make(question, over, answer)
        finally:
            self._open -= 1
            self._one_ended.set()
        self._calls[call.key] = call
        return call

    async def _find_room(self, question: Call) -> Overrun | None:
        """The limit that is in the way; where calls that are being made may turn out cheaper, waits for them."""
        async with self._door:
            self._waits = question
            try:
                # What it may cost is committed before it is checked: two processes that share a limit see each other.
                await self._emit(CallStarted(call=question))
                while True:
                    self._one_ended.clear()
                    others = self._open
                    over = await self._check(question, None)
                    if not over or not others:
                        break
                    await self._one_ended.wait()
            finally:
                self._waits = None
            self._open += 1
            return over

    async def _make(
        self, question: Call, over: Overrun | None, answer: Callable[[OpenCall], Awaitable[Call]]
    ) -> Call:
        made = OpenCall(question, over, lambda call: self._check(call, self._waits))
        try:
            call = made.ended(await answer(made))
        except BudgetSpent as error:
            await self._fail(made, error.what)
            await self._emit(BudgetReached(key=question.key, over=error.over))
            raise
        except ModelUnavailable as error:
            await self._fail(made, error.line)
            await self._emit(Noted(level="ERROR", says=error.line))
            raise
        await self._emit(CallEnded(call=call))
        return call

    async def _fail(self, made: OpenCall, problem: str) -> None:
        await self._emit(CallFailed(call=made.failed(problem)))

    async def warn(self, says: str) -> None:
        """A line for the log about a call that is still waiting."""
        await self._emit(Noted(level="WARN", says=says))

    async def tell(self, says: str) -> None:
        """A line for the log."""
        await self._emit(Noted(says=says))
