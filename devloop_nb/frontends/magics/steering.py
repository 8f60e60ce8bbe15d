"""What one says to a run in ``%devloop``: pause, notes, limits, answers, another plan."""

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from IPython.display import display

from devloop_nb.frontends.describe_helm import say_wish
from devloop_nb.frontends.magics.tables import Table
from devloop_nb.frontends.magics.voice import say
from devloop_nb.frontends.plans import plan_in_file, plan_to_show
from devloop_nb.frontends.wishes import read_wishes, say_heard
from devloop_nb.values.errors import BadInput
from devloop_nb.values.plan_text import plan_text

if TYPE_CHECKING:
    from devloop_nb.frontends.magics.devloop_magics import DevLoop
    from devloop_nb.session.steering import Heard

RESUME = "%devloop resume"


def steer(what: str, magics: "DevLoop", options: argparse.Namespace) -> None:
    """A wish that needs no words."""
    _wish(magics, options.run, what, [])


def note(magics: "DevLoop", options: argparse.Namespace) -> None:
    """Words to the model; the last one is the text, so it stands in quotes."""
    *run, text = options.words
    if len(run) > 1:
        raise BadInput("the text is more than one word", mend='Put it in quotes: %devloop note "use a set"')
    _wish(magics, "".join(run), "note", [text], options.module)


def raise_limits(magics: "DevLoop", options: argparse.Namespace) -> None:
    """``attempts=8`` and the like, of the run named beside them."""
    limits = [word for word in options.words if "=" in word]
    run = [word for word in options.words if "=" not in word]
    if len(run) > 1 or not limits:
        raise BadInput("what is to be raised?", mend="Write: %devloop raise RUN attempts=8")
    _wish(magics, "".join(run), "raise", limits)


def approve(magics: "DevLoop", options: argparse.Namespace) -> None:
    """Yes."""
    run, about = options.run, options.question
    _heard(magics.desk.change(lambda session: session.approve(run, options.note, about)), "approved")


def reject(magics: "DevLoop", options: argparse.Namespace) -> None:
    """No, and why."""
    run, about = options.run, options.question
    _heard(magics.desk.change(lambda session: session.reject(run, options.note, about)), "rejected")


def plan(magics: "DevLoop", options: argparse.Namespace) -> None:
    """The plan as YAML, or another in its place."""
    if options.edit:
        written = plan_in_file(Path(options.edit))
        _heard(magics.desk.change(lambda session: session.edit_plan(options.run, written)), "the plan is replaced")
    else:
        say(plan_text(plan_to_show(magics.desk.ask(lambda session: session.find(options.run)))).rstrip())


def blockers(magics: "DevLoop", options: argparse.Namespace) -> None:
    """What runs wait for."""
    questions = magics.desk.ask(lambda session: session.blockers(options.run))
    if questions:
        display(Table(("run", "question", "asks"), tuple((run, each.id, each.asks) for run, _, each in questions)))
    else:
        say("No run asks anything.")


def _wish(magics: "DevLoop", run: str, what: str, words: list[str], module: str = "") -> None:
    for wish in read_wishes(what, words, module):
        _heard(magics.desk.change(lambda session, wish=wish: session.steer(run, wish)), say_wish(wish))  # type: ignore[misc] # the loop's own wish


def _heard(heard: "Heard", what: str) -> None:
    say(say_heard(heard, what, RESUME))


STEERING: dict[str, Callable[..., None]] = {
    **{what: partial(steer, what) for what in ("pause", "go-on", "stop-after")},
    "note": note,
    "raise": raise_limits,
    "approve": approve,
    "reject": reject,
    "plan": plan,
    "blockers": blockers,
}
