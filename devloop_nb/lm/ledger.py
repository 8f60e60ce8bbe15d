"""Every call to a model, made once and within its limits: what was answered before is answered from memory."""

from collections.abc import Awaitable, Callable, Mapping

from devloop_nb.lm.open_call import OpenCall
from devloop_nb.values.budget import Overrun
from devloop_nb.values.call import Call
from devloop_nb.values.errors import BudgetSpent, ModelUnavailable
from devloop_nb.values.events import BudgetReached, CallEnded, CallFailed, CallStarted, Event, Noted

Emit = Callable[[Event], Awaitable[None]]
# The limit that a call would go beyond, if there is one.
Check = Callable[[Call], Awaitable[Overrun | None]]


async def unlimited(_: Call) -> None:
    """Nothing is too much."""


class Ledger:
    """Remembers the calls of one run and tells of each new one.

    Only an answer ends a call. A call that got none (no connection, no key, no money) is noted as an error and
    stays unanswered, so that it is made again when the run is resumed.
    """

    def __init__(self, calls: Mapping[str, Call], emit: Emit, check: Check = unlimited) -> None:
        self._calls = dict(calls)
        self._emit, self._check = emit, check

    def answered(self, key: str) -> Call | None:
        """The call of that key, if it has been answered."""
        return self._calls.get(key)

    async def record(self, question: Call, answer: Callable[[OpenCall], Awaitable[Call]]) -> Call:
        """Asks unless it was asked before; the answer is committed before anybody sees it.

        ``question`` holds the most that one request may cost; ``answer`` announces each request before it is sent.
        Raises ``BudgetSpent`` and ``ModelUnavailable``.
        """
        if known := self.answered(question.key):
            return known
        # What it may cost is committed before it is checked: of two processes that share a limit each sees the other.
        await self._emit(CallStarted(call=question))
        made = OpenCall(question, self._check)
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
        self._calls[call.key] = call
        return call

    async def _fail(self, made: OpenCall, problem: str) -> None:
        await self._emit(CallFailed(call=made.failed(problem)))

    async def warn(self, says: str) -> None:
        """A line for the log about a call that is still waiting."""
        await self._emit(Noted(level="WARN", says=says))

    async def tell(self, says: str) -> None:
        """A line for the log."""
        await self._emit(Noted(says=says))
