"""What the browser may ask of a live view, and who answers: another part of the view adds its own here.

The browser sends ``{"ask": NAME, "id": NUMBER, ...}``, with ``view.ask(NAME, {...})``, which is a promise. A handler
gets the view (its ``state``, its ``session``) and the message, runs in the engine's thread, and returns what the
promise comes to, as JSON. Where it raises a ``DevloopError`` the promise is refused with that line. What the browser
sends comes from outside: a handler takes nothing of it on trust, and ``KeyError``, ``TypeError`` and ``ValueError``
that come of a message without sense are told as such.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from devloop_nb.frontends.widgets.acceptance_asks import ACCEPTANCES
from devloop_nb.frontends.widgets.attempt_asks import ATTEMPTS
from devloop_nb.frontends.widgets.probe_asks import PROBES
from devloop_nb.frontends.widgets.receipt_asks import RECEIPTS
from devloop_nb.frontends.widgets.resuming import RESUMING
from devloop_nb.frontends.widgets.steering_asks import STEERING
from devloop_nb.values.errors import DevloopError

if TYPE_CHECKING:
    from devloop_nb.frontends.widgets.run_view import RunView

Handler = Callable[["RunView", Mapping[str, Any]], Awaitable[Any]]
HANDLERS: Mapping[str, Handler] = {**STEERING, **RESUMING, **ATTEMPTS, **ACCEPTANCES, **PROBES, **RECEIPTS}


async def reply(view: "RunView", asked: Mapping[str, Any]) -> dict[str, Any]:
    """The message that answers what was asked."""
    told = {"is": "reply", "id": asked.get("id")}
    try:
        return {**told, "body": await HANDLERS[str(asked["ask"])](view, asked)}
    except DevloopError as error:
        return {**told, "error": str(error)}
    except (KeyError, TypeError, ValueError) as error:
        return {**told, "error": f"The view asked for something without sense ({type(error).__name__})."}
