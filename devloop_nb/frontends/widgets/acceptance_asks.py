"""What the browser asks to change which attempt is accepted, and to have its code in a cell."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from devloop_nb.frontends.acceptances import doubts
from devloop_nb.frontends.cell_text import cell_text
from devloop_nb.frontends.widgets.attempt_asks import asked_attempt
from devloop_nb.frontends.widgets.catching_up import catch_up
from devloop_nb.frontends.widgets.plain_text import one_line
from devloop_nb.values.choosing import choose_attempt
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.run_state import RunState

if TYPE_CHECKING:
    from devloop_nb.frontends.widgets.run_view import RunView

Asked = Mapping[str, Any]


async def accept(view: "RunView", asked: Asked) -> dict[str, Any]:
    """This attempt is accepted; ``warnings`` are what speaks against it."""
    module, attempt = asked_attempt(view, asked)
    state = await view.session.accept(view.state.run, module.name, attempt.number)
    changed = _changed(view, state, module.name)
    against = await doubts(view.session, state, module.name, attempt.number)
    return {**changed, "warnings": [one_line(doubt, 600) for doubt in against]}


async def undo(view: "RunView", asked: Asked) -> dict[str, Any]:
    """The last acceptance of a module is taken back."""
    module = view.state.modules[str(asked["module"])].name
    return _changed(view, (await view.session.undo(view.state.run, module)).state, module)


async def redo(view: "RunView", asked: Asked) -> dict[str, Any]:
    """What was taken back last holds again."""
    module = view.state.modules[str(asked["module"])].name
    return _changed(view, (await view.session.redo(view.state.run, module)).state, module)


async def acceptances(view: "RunView", asked: Asked) -> dict[str, Any]:
    """What was accepted, and what undo and redo would come to."""
    return _past(view.state.modules[str(asked["module"])])


async def cell(view: "RunView", asked: Asked) -> str:
    """The code of an attempt with its origin, for a cell."""
    module, attempt = asked_attempt(view, asked)
    return cell_text(choose_attempt(module, attempt.number))


def _changed(view: "RunView", state: RunState, module: str) -> dict[str, Any]:
    if state.seq >= view.state.seq:
        view.show(state)
    catch_up(state)
    return {**_past(state.modules[module]), "folder": str(view.session.code_folder(state.run))}


def _past(module: ModuleState) -> dict[str, Any]:
    past = module.acceptances
    before = past.undo().now if past.standing else None
    return {
        "now": module.accepted,
        "by_hand": module.by_hand,
        "made": sorted({each.number for each in past.made}),
        "undo": None if not past.standing else before.number if before else 0,
        "redo": past.undone.number if past.undone else None,
    }


ACCEPTANCES = {"accept": accept, "undo": undo, "redo": redo, "acceptances": acceptances, "cell": cell}
