"""A call while it is made: its requests are counted, and each is checked before it is sent."""

import time
from collections.abc import Awaitable, Callable

from devloop_nb.values.budget import Overrun
from devloop_nb.values.call import Call
from devloop_nb.values.errors import BudgetSpent


class OpenCall:
    """One call; ``question`` holds the most that one request may cost, ``over`` the limit in the way of the first."""

    def __init__(
        self, question: Call, over: Overrun | None, check: Callable[[Call], Awaitable[Overrun | None]]
    ) -> None:
        self._question, self._over, self._check, self._began = question, over, check, time.monotonic()
        self._requests = self._lost = 0
        self.begun = False

    async def request(self) -> None:
        """One request more is about to be sent. Raises ``BudgetSpent`` where that is one too many."""
        if self._requests:
            self._over = await self._check(self._with(self._question, self._requests + 1))
        if self._over:
            raise BudgetSpent(self._over)
        self._requests += 1
        self.begun = False

    def begin(self) -> None:
        """The answer to the request has begun: whatever becomes of it, it may cost."""
        self.begun = True

    def lose(self) -> None:
        """The request got no answer, and may have cost all the same."""
        self._lost += 1

    def ended(self, answer: Call) -> Call:
        """The answer, with what its earlier requests may have cost."""
        return self._with(answer, self._requests)

    def failed(self, problem: str) -> Call:
        """The call without an answer."""
        free = self._question.model_copy(update={"tokens_in": 0, "tokens_out": 0, "usd": 0.0, "problem": problem})
        seconds = time.monotonic() - self._began
        return self._with(free, self._requests).model_copy(update={"seconds": seconds})

    def _with(self, call: Call, requests: int) -> Call:
        one, usd = self._question, call.usd
        if self._lost:
            usd = None if usd is None or one.usd is None else usd + self._lost * one.usd
        lost = self._lost * (one.tokens_in + one.tokens_out)
        return call.model_copy(update={"requests": requests, "lost": lost, "usd": usd})
