"""``devloop-nb accept``, ``undo`` and ``redo``."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from devloop_nb.frontends.acceptances import accept_all, doubts, say_accepted
from devloop_nb.frontends.cli.options import Home, Json, Module, Which
from devloop_nb.frontends.cli.output import say, say_json, tell
from devloop_nb.frontends.cli.work import work

if TYPE_CHECKING:
    from devloop_nb.session import Session
    from devloop_nb.session.steering import Heard
    from devloop_nb.values.run_state import RunState


def accept(
    which: Which,
    attempt: Annotated[int | None, typer.Option(metavar="N", help="Default: the best.")] = None,
    module: Module = "",
    write: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Also write it there, with its tests and its origin.")
    ] = None,
    json: Json = False,
    home: Home = None,
) -> None:
    """Make an attempt the accepted one, also of a run that has ended.

    Where it passes fewer tests than another, scored less than was asked for, or breaks a module that is built on it,
    that is said. The code of what is accepted lies in the folder accepted/RUN of the runs' home.

    Example: devloop-nb accept clamp --attempt 2 --write clamp_package
    """

    async def act(session: "Session") -> "tuple[RunState, tuple[Path, ...], tuple[str, ...]]":
        state = await accept_all(session, which, module, attempt)
        written = await session.write_package(state.run, write) if write else ()
        return state, written, await doubts(session, state, module, attempt)

    state, written, against = work(home, act)
    _tell(state, module, json, written=[str(path) for path in written], warnings=against)


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
    _tell(work(home, act), module, json)


def _tell(state: "RunState", module: str, json: bool, **more: Sequence[str]) -> None:
    """``more`` has what was ``written``, and ``warnings``."""
    if json:
        accepted = {name: each.accepted for name, each in state.modules.items()}
        say_json({"run": state.run, "accepted": accepted, **more})
        return
    say(f"{state.name}: {say_accepted(state, module)}")
    for path in more.get("written", ()):
        say(f"written: {path}")
    for warning in more.get("warnings", ()):
        tell(f"warning: {warning}")
