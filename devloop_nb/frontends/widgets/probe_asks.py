"""What the browser asks to try on an attempt in a fresh kernel: a cell, or one of its tests once more."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from devloop_nb.frontends.widgets.attempt_asks import asked_attempt
from devloop_nb.frontends.widgets.attempt_body import case_body
from devloop_nb.frontends.widgets.plain_text import plain

if TYPE_CHECKING:
    from devloop_nb.frontends.widgets.run_view import RunView

LONGEST_CELL = 20_000


async def scratch(view: "RunView", asked: Mapping[str, Any]) -> dict[str, Any]:
    """What came of a cell beside an attempt."""
    module, attempt = asked_attempt(view, asked)
    source = str(asked["source"])
    if len(source) > LONGEST_CELL:
        raise ValueError("that is no cell for a scratch kernel")
    ran = (await view.session.scratch(view.state.run, source, module.name, attempt.number)).ran
    return {"printed": plain(ran.printed, 8000), "result": plain(ran.result, 4000), "error": plain(ran.error, 2000)}


async def test_again(view: "RunView", asked: Mapping[str, Any]) -> dict[str, Any]:
    """What came of one test, run again."""
    module, attempt = asked_attempt(view, asked)
    case = await view.session.test_again(view.state.run, str(asked["test"]), module.name, attempt.number)
    return case_body(case)


PROBES = {"scratch": scratch, "test again": test_again}
