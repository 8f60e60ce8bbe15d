"""One request of a call: whether it may be sent, what its failure may have cost, and whether others should wait."""

import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from devloop_nb.lm.breaker import Breaker
from devloop_nb.lm.open_call import OpenCall
from devloop_nb.values.errors import BudgetSpent, ModelUnavailable

T = TypeVar("T")
LATER = "Resume the run later, or choose another model with --lm."


@dataclass(frozen=True)
class Gate:
    """What stands between a call and its provider; ``explain`` puts a failure into a line."""

    breaker: Breaker
    warn: Callable[[str], Awaitable[None]]
    explain: Callable[[Exception], ModelUnavailable]

    async def send(self, made: OpenCall, request: Callable[[], Awaitable[T]]) -> T:
        """The answer to one request. Raises ``BudgetSpent``, ``ModelUnavailable`` or what DSPy raises."""
        if not self.breaker.admits():
            raise ModelUnavailable(f"{self.breaker.label} is not asked", self.breaker.says, LATER)
        try:
            await made.request()
            said = await request()
        # BaseException: also a request that is cancelled must not leave the breaker waiting for its end.
        except BaseException as error:
            await self._failed(made, error)
            raise
        await self._tell(self.breaker.heard(answered=True))
        return said

    async def _failed(self, made: OpenCall, error: BaseException) -> None:
        """Notes what failed; raises ``ModelUnavailable`` where it is not worth another try just now."""
        if isinstance(error, BudgetSpent) or not isinstance(error, Exception):
            self.breaker.forget()
            return
        if made.begun or may_have_cost(error):
            made.lose()
        was_closed = self.breaker.closed
        await self._tell(self.breaker.heard(answered=not is_transient(error)))
        if was_closed and not self.breaker.closed:
            failure = self.explain(error)
            raise ModelUnavailable(failure.what, f"{failure.why}; {self.breaker.says}", failure.mend) from None

    async def _tell(self, says: str) -> None:
        if says:
            await self.warn(says)


def is_transient(error: Any) -> bool:
    """Whether the same request may succeed later."""
    from dspy import is_retryable_lm_error

    return isinstance(error, TimeoutError) or is_retryable_lm_error(error)


def may_have_cost(error: Any) -> bool:
    """Whether the provider may have worked on a request that got no answer: it was sent, and nobody refused it."""
    if isinstance(error, TimeoutError) or getattr(error, "paid", False):
        return True
    return getattr(error, "code", "") in ("timeout", "transport") and not _never_sent(error)


def _never_sent(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ConnectionRefusedError | socket.gaierror):
            return True
        error = error.__cause__ or error.__context__
    return False
