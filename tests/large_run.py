"""A run of a thousand attempts, written into a real history as the loop would write it."""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path

from devloop_nb.frontends.cli.bench_view_run import CODE_BYTES, NAME, attempt, begun, ended
from devloop_nb.history.history import History
from devloop_nb.history.run_log import RunLog
from devloop_nb.values import events as ev
from devloop_nb.values.run_state import RunState

__all__ = ["ATTEMPTS", "CODE_BYTES", "NAME", "attempt", "events", "write_large_run"]
ATTEMPTS = 1_000


def write_large_run(folder: Path) -> RunState:
    """Commits all events; what they come to."""

    async def write() -> RunState:
        history = History.open(folder)
        try:
            log = await RunLog.open(history, await history.create(NAME, ""), lambda text: text)
            for event in events():
                if isinstance(event, ev.AttemptScored | ev.RunEnded):
                    await log.emit(event)
                else:
                    log.add(event)
            return log.state
        finally:
            await history.close()

    return asyncio.run(write())


def events() -> Iterator[ev.Event]:
    """A run that comes nearer with every attempt, and is stopped by nobody."""
    yield from begun(ATTEMPTS, ATTEMPTS)
    yield from ended()


if __name__ == "__main__":
    write_large_run(Path(sys.argv[1]))
