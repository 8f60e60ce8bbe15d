"""``devloop-nb calls``: every call to a model, what it cost, and what it was told."""

from typing import TYPE_CHECKING

from devloop_nb.frontends.cli.options import Home, Json, WhichOrNewest
from devloop_nb.frontends.cli.output import say, say_json, say_table, say_text
from devloop_nb.frontends.cli.work import work
from devloop_nb.frontends.report import figures
from devloop_nb.values.call import Call
from devloop_nb.values.run_state import RunState

if TYPE_CHECKING:
    from devloop_nb.session import Session

HEAD = ("step", "model", "requests", "tokens in", "out", "lost", "cost", "time", "ended by")
SPARE = ("requests", "lost")
SHOWN = {"key", "role", "lm", "finish", "tokens_in", "tokens_out", "lost", "requests", "usd", "seconds", "problem"}


def calls(which: WhichOrNewest = "", json: Json = False, home: Home = None) -> None:
    """List a run's calls to models: what each cost, and what it was told.

    Of each prompt the parts are listed with their tokens, and which were cut or dropped for want of room. Tokens
    that are lost may have been paid for requests that got no answer.

    Example: devloop-nb calls clamp
    """

    async def act(session: "Session") -> RunState:
        return await session.find(which)

    state = work(home, act)
    made = list(state.calls.values())
    if json:
        shown = [call.model_dump(mode="json", include=SHOWN | {"told", "template"}) for call in made]
        say_json({"run": state.run, "spent": state.spent.model_dump(), "calls": shown})
    elif made:
        say_table(HEAD, [_row(call) for call in made], SPARE)
        for call in made:
            if call.told:
                say_text(f"{call.key} was told: {figures.told(call)} (template {call.template})")
        spent = state.spent
        tried = figures.count(spent.requests, "request")
        say(f"In all {tried}, {figures.count(spent.tokens, 'token')}, {figures.usd(spent.price)}.")
    else:
        say("No model was asked.")


def _row(call: Call) -> tuple[str, ...]:
    numbers = (call.requests, call.tokens_in, call.tokens_out, call.lost)
    ended = call.problem or call.finish
    return (call.key, call.lm, *map(str, numbers), figures.usd(call.usd), figures.seconds(call.seconds), ended)
