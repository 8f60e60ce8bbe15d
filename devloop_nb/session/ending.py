"""How the work on a run ends: what cuts it short is stored before it is raised."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from devloop_nb.ports.log import Log
from devloop_nb.values import events as ev
from devloop_nb.values.errors import BudgetSpent, DevloopError, EnvironmentProblem, HistoryUnavailable, RunHalted


@asynccontextmanager
async def put_to_rest(log: Log) -> AsyncIterator[None]:
    """Whatever cuts a run short is stored as its end, and goes on from here."""
    try:
        yield
    except asyncio.CancelledError:
        await log.emit(ev.RunEnded(status="stopped", reason="stopped by the user"))
        raise
    except HistoryUnavailable:
        raise
    except (BudgetSpent, RunHalted) as error:
        await log.emit(ev.RunEnded(status="stopped", reason=error.line))
    except EnvironmentProblem as error:
        await log.emit(ev.RunEnded(status="stopped", reason=error.line))
        raise
    # A fault of our own too must not leave a run that seems to go on for ever.
    except Exception as error:
        reason = error.line if isinstance(error, DevloopError) else f"{type(error).__name__}: {error}"
        await log.emit(ev.RunEnded(status="failed", reason=reason))
        raise


async def until_done(task: asyncio.Task[None]) -> None:
    """Waits for the work; to be stopped is an end like any other, unless the waiting itself was cancelled."""
    try:
        await asyncio.wait([task])
    except asyncio.CancelledError:
        task.cancel()
        await asyncio.wait([task])
        raise
    if not task.cancelled():
        task.result()
