"""Whether one call more to a model stays within the limits, with all that a run and others may come to."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from devloop_nb.ports.log import Log
from devloop_nb.values.budget import Overrun, Spent, overrun
from devloop_nb.values.call import Call
from devloop_nb.values.events import CallEnded, CallStarted, Event


@dataclass(frozen=True)
class Allowance:
    """The allowance of one run; ``shared`` tells what all runs of its home have spent today, and ever."""

    log: Log
    shared: Callable[[], Awaitable[tuple[Spent, Spent]]]

    async def check(self, call: Call, waits: Call | None) -> Overrun | None:
        """The limit that a call in flight would go beyond; one that ``waits`` behind it does not count yet."""
        state = self.log.state
        later = Spent.on(waits) if waits and waits.key in state.in_flight else Spent()
        day, project = await self.shared() if state.settings.shares_limits else (Spent(), Spent())
        waiting = Spent.on(state.in_flight[call.key])
        earlier_requests = Spent.on(call).plus(waiting, -1)
        spent = {"run": state.committed, "day": day, "project": project}
        not_yet = waiting.plus(later).plus(earlier_requests, -1)
        before = {place: all_of_it.plus(not_yet, -1) for place, all_of_it in spent.items()}
        return overrun(state.settings, before, state.active, waiting)

    async def tell(self, event: Event) -> None:
        """Has the event on the disk before the work goes on, but for a call that costs nothing and nobody counts.

        Should that be lost, it is made again.
        """
        counts = not isinstance(event, CallStarted | CallEnded) or event.call.usd != 0
        if counts or self.log.state.settings.shares_limits:
            await self.log.emit(event)
        else:
            self.log.add(event)
