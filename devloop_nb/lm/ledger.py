"""Every call to a model, made once: what was answered before is answered from memory."""

from collections.abc import Awaitable, Callable, Mapping

from devloop_nb.values.call import Call
from devloop_nb.values.errors import ModelUnavailable
from devloop_nb.values.events import CallEnded, CallStarted, Event, Noted

Emit = Callable[[Event], Awaitable[None]]


class Ledger:
    """Remembers the calls of one run and tells of each new one.

    Only an answer ends a call. A call that got none (no connection, no key, no money) is noted as an error and
    stays unanswered, so that it is made again when the run is resumed.
    """

    def __init__(self, calls: Mapping[str, Call], emit: Emit) -> None:
        self._calls = dict(calls)
        self._emit = emit

    def answered(self, key: str) -> Call | None:
        """The call of that key, if it has been answered."""
        return self._calls.get(key)

    async def record(self, question: Call, answer: Callable[[], Awaitable[Call]]) -> Call:
        """Asks unless it was asked before; the answer is committed before anybody sees it."""
        if known := self.answered(question.key):
            return known
        await self._emit(CallStarted(call=question))
        try:
            call = await answer()
        except ModelUnavailable as error:
            await self._emit(Noted(level="ERROR", says=error.line))
            raise
        await self._emit(CallEnded(call=call))
        self._calls[call.key] = call
        return call

    async def warn(self, says: str) -> None:
        """A line for the log about a call that is still waiting."""
        await self._emit(Noted(level="WARN", says=says))

    async def tell(self, says: str) -> None:
        """A line for the log."""
        await self._emit(Noted(says=says))
