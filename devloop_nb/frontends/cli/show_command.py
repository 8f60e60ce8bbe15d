"""``devloop-nb show``: a run, or one of its attempts from near."""

from typing import TYPE_CHECKING, Annotated

import typer

from devloop_nb.frontends.cli.options import Home, Json, Module, WhichOrNewest
from devloop_nb.frontends.cli.output import say, say_json, say_text
from devloop_nb.frontends.cli.work import work
from devloop_nb.frontends.widgets.attempt_text import attempt_text
from devloop_nb.frontends.widgets.receipt_text import receipt_text
from devloop_nb.values.choosing import choose_attempt, choose_module

if TYPE_CHECKING:
    from devloop_nb.session import Session
    from devloop_nb.values.run_state import RunState


def show(
    which: WhichOrNewest = "",
    attempt: Annotated[int | None, typer.Option(metavar="N", help="Default: the run as a whole.")] = None,
    module: Module = "",
    json: Json = False,
    home: Home = None,
) -> None:
    """Show a run's modules and its chosen code; of an attempt its failing tests, what was said of it, and its code.

    Example: devloop-nb show clamp --attempt 2
    """

    async def act(session: "Session") -> "RunState":
        return await session.find(which)

    state = work(home, act)
    if attempt is None:
        say_json({"run": state.run, "text": receipt_text(state)}) if json else say_text(receipt_text(state))
        return
    chosen = choose_attempt(choose_module(state, module), attempt)
    if json:
        say_json({"run": state.run, "attempt": chosen.model_dump(mode="json")})
    else:
        say(attempt_text(chosen))
