"""An attempt that falls short -> one small edit of it that passes more tests, without asking a model."""

from collections.abc import Mapping
from typing import NamedTuple

from devloop_nb.ports.world import World
from devloop_nb.values import events as ev
from devloop_nb.values.attempt import Attempt, Draft, Move
from devloop_nb.values.edits import edits
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.suite import Suite

# What a model writes that has to be asked in many ways is often one edit away; of others it is not known.
FOR_WEAK_MODELS = 120
# One test alone is soon passed by an edit that does something else.
FEWEST_TESTS = 2


class Edited(NamedTuple):
    """The attempt to make of it."""

    move: Move
    draft: Draft


async def small_edit(module: ModuleState, suite: Suite, others: Mapping[str, str], world: World) -> Edited | None:
    """The first of those edits of the last attempt that pass most; ``None`` where none passes more than it does.

    They are tried, all in one kernel, and not proved: the one that is chosen is run like any other attempt.
    """
    last, suite = module.attempts[-1], suite.untimed
    most = most_edits(last.move.lm, world)
    if not most or len(suite.expected) < FEWEST_TESTS or not is_near_miss(last, world.limits.threshold):
        return None
    known = {attempt.code for attempt in module.attempts}
    variants = [code for code in edits(last.code, most) if code not in known]
    sources = {**others, module.name: last.code}
    trials = await world.runner.try_variants(sources, module.name, variants, suite, world.limits)
    best = max(trials.passed, default=0)
    about = ev.EditsTried(module=module.name, number=last.number, tried=trials.tried, passed=best)
    tried = about.model_copy(update={"problem": trials.problem})
    await world.log.emit(tried)
    if best <= (last.outcome.passed if last.outcome else 0):
        return None
    return _edited(last, variants[trials.passed.index(best)], tried, suite)


def most_edits(lm: str, world: World) -> int:
    """How many edits are tried of what that model wrote; the empty name is the usual one."""
    limits, weak = world.limits, len(world.coder.forms_of(lm)) > 1
    if limits.search == "samples":
        return 0
    return (FOR_WEAK_MODELS if weak else 0) if limits.edits is None else limits.edits


def is_near_miss(attempt: Attempt, threshold: float) -> bool:
    """Whether it ran, and failed a test."""
    ran = attempt.draft is not None and not attempt.draft.problem and attempt.outcome is not None
    return ran and attempt.total < threshold and bool(attempt.outcome and attempt.outcome.failing)


def _edited(last: Attempt, code: str, tried: "ev.EditsTried", suite: Suite) -> Edited:
    number = last.number + 1
    reason = f"one small edit of attempt {last.number} passes {tried.passed} of {len(suite.expected)} tests"
    move = Move(kind="edit", number=number, parent=last.number, reason=reason, lm=last.move.lm)
    return Edited(move, Draft(code=code, mended=(f"edit {tried.tried} of attempt {last.number}",)))
