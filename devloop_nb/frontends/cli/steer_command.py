"""``devloop-nb steer``, ``approve``, ``reject``, ``plan`` and ``blockers``."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from devloop_nb.frontends.cli.options import Home, Json, Which, WhichOrNewest
from devloop_nb.frontends.cli.output import say, say_json, say_table
from devloop_nb.frontends.cli.work import work
from devloop_nb.frontends.describe_helm import say_wish
from devloop_nb.frontends.plans import plan_in_file, plan_to_show
from devloop_nb.frontends.wishes import WORDS, read_wishes, say_heard
from devloop_nb.values.plan_text import plan_text

if TYPE_CHECKING:
    from devloop_nb.session import Session
    from devloop_nb.session.steering import Heard

Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why, or what to do better; a model is told it.")]
About = Annotated[str, typer.Option("--question", metavar="ID", help="Which question, where several are open.")]


def steer(
    which: Which,
    what: Annotated[str, typer.Argument(metavar="WISH", help=f"One of {', '.join(WORDS)}.")],
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORD]...", help="A text, or NAME=VALUE.")] = None,
    module: Annotated[str, typer.Option(metavar="NAME", help="The module that a note is about.")] = "",
    json: Json = False,
    home: Home = None,
) -> None:
    """Say something to a run, whichever process works on it.

    stop-after lets the attempt end; a note is told to the model; raise takes attempts, threshold and what may be
    spent. For a run that nobody works on, notes and limits are kept for when it goes on.

    Example: devloop-nb steer clamp note "low may be larger than high"
    """
    for wish in read_wishes(what, words or [], module):
        _tell(home, lambda session, wish=wish: session.steer(which, wish), say_wish(wish), json)  # type: ignore[misc] # the loop's own wish


def approve(
    which: WhichOrNewest = "", note: Note = "", question: About = "", json: Json = False, home: Home = None
) -> None:
    """Say yes to what a run asks.

    Example: devloop-nb approve clamp
    """
    _tell(home, lambda session: session.approve(which, note, question), "approved", json)


def reject(
    which: WhichOrNewest = "", note: Note = "", question: About = "", json: Json = False, home: Home = None
) -> None:
    """Say no to what a run asks; --note says why.

    Example: devloop-nb reject clamp --note "one module is enough"
    """
    _tell(home, lambda session: session.reject(which, note, question), "rejected", json)


def plan(
    which: WhichOrNewest = "",
    edit: Annotated[Path | None, typer.Option(metavar="FILE.yaml", help="Put this plan in its place.")] = None,
    json: Json = False,
    home: Home = None,
) -> None:
    """Print a run's plan as YAML, or put another in its place while the run asks about it.

    Modules may be renamed, dropped, added and put in another order.

    Example: devloop-nb plan clamp > plan.yaml, and then devloop-nb plan clamp --edit plan.yaml
    """
    if edit:
        written = plan_in_file(edit)
        _tell(home, lambda session: session.edit_plan(which, written), "the plan is replaced", json)
        return

    async def act(session: "Session") -> None:
        state = await session.find(which)
        shown = plan_to_show(state)
        say_json({"run": state.run, "plan": shown.model_dump(mode="json")}) if json else say(
            plan_text(shown).rstrip()
        )

    work(home, act)


def blockers(
    which: Annotated[str, typer.Argument(metavar="RUN", help="A run. Default: all that have not ended.")] = "",
    json: Json = False,
    home: Home = None,
) -> None:
    """List the questions that runs wait with.

    Example: devloop-nb blockers
    """
    questions = work(home, lambda session: session.blockers(which))
    if json:
        rows = [{"run": run, "name": name, **each.model_dump(mode="json")} for run, name, each in questions]
        say_json({"questions": rows})
    elif questions:
        say_table(("run", "question", "asks"), [(run, each.id, each.asks) for run, _, each in questions])
        say("Answer with: devloop-nb approve RUN, or devloop-nb reject RUN --note TEXT")
    else:
        say("No run asks anything.")


def _tell(home: Path | None, wish: "Callable[[Session], Awaitable[Heard]]", what: str, json: bool) -> None:
    heard = work(home, wish)
    if json:
        say_json({"run": heard.state.run, "status": heard.state.status, "obeyed": heard.obeyed})
    else:
        say(say_heard(heard, what))
