"""A run that another process works on, shown as if it were worked on here: the history is read again and again."""

import asyncio

from devloop_nb.frontends.widgets.screens import Screen
from devloop_nb.session import Session
from devloop_nb.values.fold import advance
from devloop_nb.values.run_state import RunState

LOOK_SECONDS = 0.5


async def follow(run: str, session: Session, screen: Screen) -> None:
    """Tells ``screen`` of every event, of the past too, until nobody works on the run or it cannot be read."""
    state = RunState(run=run)
    try:
        busy = True
        while busy:
            busy = await session.is_worked_on(run)
            for recorded in await session.events(run, state.seq):
                state = advance(state, recorded)
                screen.hear(recorded, state)
            await asyncio.sleep(LOOK_SECONDS if busy else 0)
    finally:
        screen.close(state)
