"""What the browser asks about an attempt when somebody looks at it: differences, one test then and now, quality."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from devloop_nb.frontends.widgets.attempt_body import case_body, compared_with
from devloop_nb.frontends.widgets.plain_text import plain
from devloop_nb.frontends.widgets.quality_body import compliance_body, quality_body
from devloop_nb.frontends.widgets.words import compare_texts
from devloop_nb.values.attempt import Attempt
from devloop_nb.values.module_state import ModuleState

if TYPE_CHECKING:
    from devloop_nb.frontends.widgets.run_view import RunView

Asked = Mapping[str, Any]


def asked_attempt(view: "RunView", asked: Asked) -> tuple[ModuleState, Attempt]:
    """The module and the attempt in a message. Raises ``KeyError`` and ``ValueError``."""
    module, number = view.state.modules[str(asked["module"])], int(asked["number"])
    return module, numbered(module, number)


def numbered(module: ModuleState, number: int) -> Attempt:
    """The attempt of that number. Raises ``ValueError``."""
    if not 1 <= number <= len(module.attempts):
        raise ValueError("there is no such attempt")
    return module.attempts[number - 1]


async def difference(view: "RunView", asked: Asked) -> dict[str, Any]:
    """What changed from another attempt: its ``parent``, the ``best``, the ``accepted`` one, or one by its number."""
    module, attempt = asked_attempt(view, asked)
    against = asked["against"]
    named = {
        "parent": compared_with(module, attempt),
        "best": module.best.number if module.best else None,
        "accepted": module.accepted,
    }
    base = named[against] if against in named else numbered(module, int(against)).number
    if base is None:
        return {"base": None, "lines": []}
    before, after = (plain(each.code) for each in (numbered(module, base), attempt))
    return {"base": base, "lines": compare_texts(before, after)}


async def then_and_now(view: "RunView", asked: Asked) -> dict[str, Any]:
    """One test in this attempt and in the best one; in the newest, where this is the best."""
    module, attempt = asked_attempt(view, asked)
    finished = module.finished
    best = module.best.number if module.best else None
    now = best if best not in (None, attempt.number) else (finished[-1].number if finished else None)
    later = now if now != attempt.number else None
    return {
        "then": _case(attempt, str(asked["test"])),
        "now": _case(numbered(module, later), str(asked["test"])) if later else None,
        "number": later,
        "best": later == best,
    }


async def quality(view: "RunView", asked: Asked) -> dict[str, Any]:
    """What gates and reviewers said of an attempt."""
    return quality_body(view.state, *asked_attempt(view, asked))


async def compliance(view: "RunView", asked: Asked) -> list[dict[str, Any]] | None:
    """The matrix of criteria."""
    return compliance_body(view.state)


def _case(attempt: Attempt, test: str) -> dict[str, Any] | None:
    cases = attempt.outcome.tests if attempt.outcome else ()
    return next((case_body(case) for case in cases if case.id == test), None)


ATTEMPTS = {"difference": difference, "then and now": then_and_now, "quality": quality, "compliance": compliance}
