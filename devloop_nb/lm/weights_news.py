"""Fetches the embedded model's weights while a run waits for them, and tells the run how far it is."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any

from devloop_nb.lm.weights import fetch_weights

TENTHS = 10


class _Stopped(Exception):
    """Nobody waits any more."""


async def fetch_with_news(tell: Callable[[str], Coroutine[Any, Any, None]]) -> None:
    """Returns when the weights are there; says nothing where they were. Raises ``EnvironmentProblem``."""
    loop, stopped, told = asyncio.get_running_loop(), threading.Event(), [0]

    def progress(done: int, total: int) -> None:
        if stopped.is_set():
            raise _Stopped
        tenth = TENTHS * done // total
        if tenth > told[0]:
            told[0] = tenth
            says = f"fetching the embedded model, once: {100 * tenth // TENTHS} % of {total / 1e6:.0f} MB"
            asyncio.run_coroutine_threadsafe(tell(says), loop)

    try:
        await asyncio.to_thread(fetch_weights, progress)
    finally:
        stopped.set()
