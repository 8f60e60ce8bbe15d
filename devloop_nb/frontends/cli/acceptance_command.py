"""``devloop-nb accept``, ``undo`` and ``redo``."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from devloop_nb.frontends.acceptances import say_accepted
from devloop_nb.frontends.cli.options import Home, Json, Which
from devloop_nb.frontends.cli.output import say, say_json
from devloop_nb.frontends.cli.work import work

if TYPE_CHECKING:
    from devloop_nb.session import Session
    from devloop_nb.session.steering import Heard
    from devloop_nb.values.run_state import RunState

Module = Annotated[str, typer.Option(metavar="NAME", help="Which module, where the run built several.")]


def accept(
    which: Which,
    attempt: Annotated[int | None, typer.Option(metavar="N", help="Default: the best.")] = None,
    module: Module = "",
    json: Json = False,
    home: Home = None,
) -> None:
    """Make an attempt the accepted one, also of a run that has ended.

    The code of what is accepted lies in the folder accepted/RUN of the runs' home.

    Example: devloop-nb accept clamp --attempt 2
    """
    _turn(home, lambda session: session.accept(which, module, attempt), module, json)


def undo(which: Which, module: Module = "", json: Json = False, home: Home = None) -> None:
    """Take the last acceptance back; nothing is lost, and redo brings it again.

    Example: devloop-nb undo clamp
    """
    _turn(home, lambda session: _after(session.undo(which, module)), module, json)


def redo(which: Which, module: Module = "", json: Json = False, home: Home = None) -> None:
    """Accept again what was undone last.

    Example: devloop-nb redo clamp
    """
    _turn(home, lambda session: _after(session.redo(which, module)), module, json)


async def _after(heard: "Awaitable[Heard]") -> "RunState":
    return (await heard).state


def _turn(home: Path | None, act: "Callable[[Session], Awaitable[RunState]]", module: str, json: bool) -> None:
    state = work(home, act)
    if json:
        say_json({"run": state.run, "accepted": {name: each.accepted for name, each in state.modules.items()}})
    else:
        say(f"{state.name}: {say_accepted(state, module)}")
