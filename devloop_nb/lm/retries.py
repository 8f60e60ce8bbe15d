"""Patience with a provider: transient failures are tried again, for as long as there is time."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

T = TypeVar("T")
LONGEST_PAUSE = 30.0
WORDS = {
    "rate_limit": "the provider limits the rate of requests",
    "server": "the provider failed",
    "timeout": "the provider timed out",
}


async def with_retries(
    attempt: Callable[[], Awaitable[T]], retries: int, seconds: float, warn: Callable[[str], Awaitable[None]]
) -> T:
    """The attempt's result; rate limits, lost connections and server errors are tried again ``retries`` times.

    A pause that would not end within ``seconds`` of the start is not begun: the failure is raised at once. DSPy's
    own retries sleep for as long as the provider says and know no jitter.
    """
    from dspy import is_retryable_lm_error

    end, number = time.monotonic() + seconds, 1
    while True:
        try:
            return await attempt()
        except Exception as error:
            pause = pause_before(number, error)
            if number > retries or not is_retryable_lm_error(error) or time.monotonic() + pause >= end:
                raise
            says = f"{_why(error)}; trying again in {pause:.1f} s ({number} of {retries})"
        await warn(says)
        await asyncio.sleep(pause)
        number += 1


def pause_before(number: int, error: Any) -> float:
    """Seconds: what the provider asked for, else twice as long each time, spread so that clients do not queue up.

    Full jitter over the upper half: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
    """
    asked = getattr(error, "retry_after", None)
    if asked is not None:
        return float(asked) + random.uniform(0, 0.5)
    return min(2.0 ** (number - 1), LONGEST_PAUSE) * random.uniform(0.5, 1.0)


def _why(error: Any) -> str:
    return WORDS.get(error.code, "the connection was lost")
