"""Runs to write about: what the history tests share, and the program that they kill."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from devloop_nb.history.history import History
from devloop_nb.history.run_log import RunLog
from devloop_nb.values import events as ev
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.settings import Settings

T = TypeVar("T")
FIRST = ev.RunStarted(
    requirements=Requirements(name="scale", goal="Scale numbers"), settings=Settings(), lm="scripted"
)


def remember(folder: Path, story: Callable[[History], Awaitable[T]]) -> T:
    """What the story returns; it gets the history of the folder, which is closed after."""

    async def whole() -> T:
        history = History.open(folder)
        try:
            return await story(history)
        finally:
            await history.close()

    return asyncio.run(whole())


async def begin(history: History, name: str = "scale", key: str = "") -> RunLog:
    """The log of a new run."""
    log = await RunLog.open(history, await history.create(name, key), lambda text: text)
    await log.emit(FIRST)
    return log


async def goes_on(history: History, log: RunLog) -> None:
    """The same objects write again, and nothing is missing."""
    seq = log.state.seq
    await log.emit(ev.Noted(says="it goes on"))
    assert log.state.seq == seq + 1
    assert [recorded.seq for recorded in await history.read(log.state.run)] == list(range(1, seq + 2))


async def _write(history: History, run: str, count: int) -> None:
    log = await RunLog.open(history, run, lambda text: text) if run else await begin(history)
    await history.claim(log.state.run)
    print(log.state.run, flush=True)
    while log.state.seq < count:
        await log.emit(ev.Noted(says="x" * 200))
        print(log.state.seq, flush=True)


if __name__ == "__main__":
    home, wanted, known = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] if sys.argv[3:] else ""
    remember(home, lambda history: _write(history, known, wanted))
