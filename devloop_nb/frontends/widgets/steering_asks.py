"""What people do at the view's controls and panels, said to the session."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from devloop_nb.frontends.describe_helm import say_wish
from devloop_nb.frontends.widgets.catching_up import catch_up
from devloop_nb.frontends.widgets.plain_text import one_line, plain
from devloop_nb.frontends.widgets.plan_body import plan_body
from devloop_nb.frontends.wishes import say_heard
from devloop_nb.session.steering import Heard
from devloop_nb.values.checkpoint import MOST_SHOWN
from devloop_nb.values.errors import BadInput, NotFound
from devloop_nb.values.plan_text import parse_plan
from devloop_nb.values.steering import Wish, parse_wish

if TYPE_CHECKING:
    from devloop_nb.frontends.widgets.run_view import RunView

RESUME = "%devloop resume"
MOST_LINES = 300
MOST_WRITTEN = 4000


async def steer(view: "RunView", asked: Mapping[str, Any]) -> str:
    """A wish, such as ``{"kind": "pause"}``."""
    wish = _wish(asked["wish"])
    return _told(view, await view.session.steer(view.state.run, wish), say_wish(wish))


async def stop(view: "RunView", asked: Mapping[str, Any]) -> str:
    """Stops at once; another process is told to."""
    if not view.session.stop(view.state.run):
        await view.session.stop_now(view.state.run)
    return "stopped"


async def answer(view: "RunView", asked: Mapping[str, Any]) -> str:
    """An answer to a question of this run, or of the ``run`` that is named."""
    run, key, note = str(asked.get("run") or view.state.run), str(asked["checkpoint"]), str(asked.get("note") or "")
    approve = {"approve": True, "reject": False}[asked["choice"]]
    heard = await (view.session.approve if approve else view.session.reject)(run, note, key)
    return _told(view, heard, "approved" if approve else "rejected")


async def edit_plan(view: "RunView", asked: Mapping[str, Any]) -> str:
    """Another plan in the place of the one that is asked about, as YAML."""
    plan = parse_plan(str(asked["text"]), "what you wrote")
    heard = await view.session.edit_plan(view.state.run, plan, str(asked["checkpoint"]))
    return _told(view, heard, "the plan is replaced")


async def question(view: "RunView", asked: Mapping[str, Any]) -> str:
    """What a question is about."""
    found = view.state.helm.asked.get(str(asked["checkpoint"]))
    if found is None:
        raise NotFound("nobody asked that")
    return plain(found.shows, MOST_SHOWN)


async def plan(view: "RunView", asked: Mapping[str, Any]) -> dict[str, Any]:
    """The plan."""
    return plan_body(view.state)


async def said(view: "RunView", asked: Mapping[str, Any]) -> list[list[Any]]:
    """What was asked, answered and wished, the newest last."""
    return [[at, one_line(says, 600)] for at, says in view.moments.said[-MOST_LINES:]]


async def blockers(view: "RunView", asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The questions that other runs wait with."""
    return [
        {"run": run, "name": name, "id": each.id, "about": each.about, "asks": one_line(each.asks, 400)}
        for run, name, each in await view.session.blockers()
        if run != view.state.run
    ]


async def writing(view: "RunView", asked: Mapping[str, Any]) -> dict[str, dict[str, Any] | None]:
    """The end of what models have written so far, by call; ``None`` where one does not tell."""
    said = view.session.written(view.state.run)
    return {key: None if text is None else _end(text) for key, text in said.items()}


def _end(text: str) -> dict[str, Any]:
    return {"text": plain(text[-MOST_WRITTEN:]), "characters": len(text)}


def _told(view: "RunView", heard: Heard, what: str) -> str:
    """One line on what came of it; a view that nobody feeds is brought up to date."""
    if heard.state.run == view.state.run and not view.is_live:
        view.show(heard.state)
    catch_up(heard.state)
    return say_heard(heard, what, RESUME)


def _wish(body: Any) -> Wish:
    try:
        return parse_wish(body)
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][-1]) if first["loc"] else "it"
        raise BadInput(f"{field} cannot be that", first["msg"]) from None


STEERING = {
    "steer": steer,
    "stop": stop,
    "answer": answer,
    "edit_plan": edit_plan,
    "question": question,
    "plan": plan,
    "said": said,
    "blockers": blockers,
    "writing": writing,
}
