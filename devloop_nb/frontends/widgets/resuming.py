"""A run that was stopped or interrupted goes on, in the view that shows it."""

import asyncio
from collections.abc import Mapping
from contextvars import copy_context
from typing import TYPE_CHECKING, Any

from devloop_nb.frontends.widgets.catching_up import catch_up
from devloop_nb.values import events as ev
from devloop_nb.values.events import Recorded
from devloop_nb.values.run_state import RunState

if TYPE_CHECKING:
    from devloop_nb.frontends.widgets.run_view import RunView

_going: set["asyncio.Task[None]"] = set()


async def resume(view: "RunView", asked: Mapping[str, Any]) -> str:
    """Returns when it goes on; what keeps it from that is raised."""
    begun = asyncio.Event()
    context = view.screen.cell if view.screen else copy_context()
    task = asyncio.get_running_loop().create_task(_work(view, begun), context=context)
    _going.add(task)
    task.add_done_callback(_going.discard)
    waiting = asyncio.create_task(begun.wait())
    await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if task.done():
        task.result()
    return "the run goes on"


async def _work(view: "RunView", begun: asyncio.Event) -> None:
    """What ends the work later stands in the run, and so in the view."""
    taken = False

    def hear(recorded: Recorded, state: RunState) -> None:
        nonlocal taken
        if not taken:
            _take(view, state)
        taken = True
        if view.screen:
            view.screen.hear(recorded, state)
        if not isinstance(recorded.event, ev.RunResumed | ev.RunEnded):
            begun.set()

    try:
        state = await view.session.resume(view.state.run, listen=hear, attended=True)
    except Exception as error:  # whatever ended it: the view must not wait for a run that nobody works on
        if taken:
            _leave(view, await view.session.find(view.state.run), str(error))
        if not begun.is_set():
            raise
    else:
        _leave(view, state)


def _take(view: "RunView", state: RunState) -> None:
    if view.screen:
        view.screen.go_on()
        view.screen.house.screens[state.run] = view.screen


def _leave(view: "RunView", state: RunState, note: str = "") -> None:
    if view.screen is None:
        catch_up(state)
        return
    view.screen.house.forget(view.screen)
    view.screen.house.keep(state)
    view.screen.close(state, note)


RESUMING = {"resume": resume}
