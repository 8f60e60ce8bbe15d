"""A command's work: in the engine, with a session that is closed at the end."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from devloop_nb.frontends.cli.interrupts import INTERRUPTED, INTERRUPTS
from devloop_nb.frontends.cli.output import tell
from devloop_nb.frontends.engine import engine

if TYPE_CHECKING:
    from devloop_nb.session import Session

T = TypeVar("T")


def work(home: Path | None, act: "Callable[[Session], Awaitable[T]]") -> T:
    """What ``act`` gives; an interrupt stops it, and is raised when everything is put to rest."""
    return engine().run(_with_session(home, act))


def interruptible(act: Callable[[], T], go_on: Callable[[], str], so_far: Callable[[], str] | None = None) -> T:
    """What ``act`` gives; where the user interrupts it, a line says what ``go_on`` names, and the command ends."""
    INTERRUPTS.go_on = go_on
    try:
        return act()
    except KeyboardInterrupt:
        kept = so_far() if so_far else "everything so far is kept"
        tell(f"devloop-nb: stopped; {kept}. Go on with: {go_on()}")
        INTERRUPTS.said = True
        raise typer.Exit(INTERRUPTED) from None


async def _with_session(home: Path | None, act: "Callable[[Session], Awaitable[T]]") -> T:
    from devloop_nb.wiring import open_session

    session = open_session(home)
    try:
        return await act(session)
    finally:
        await session.close()
