"""New code for a module -> the tests of modules built on it that it breaks."""

import asyncio
from collections.abc import Iterator
from typing import NamedTuple

from devloop_nb.ports.runner import Runner
from devloop_nb.ports.world import World
from devloop_nb.values import events as ev
from devloop_nb.values.attempt import Attempt
from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.run_state import RunState

MOST_TOLD = 3
EACH = 1200
NOTICEABLE_SECONDS = 0.2


class Broken(NamedTuple):
    """A test that had passed, and the module whose it is."""

    module: str
    case: CaseResult


async def break_above(name: str, number: int, code: str, world: World) -> tuple[Broken, ...]:
    """Runs the suites of all modules that stand on ``name`` already over its new code, and says so in the log."""
    ran = await run_above(name, code, world.log.state, world.runner)
    found = tuple(each for broken in ran.values() for each in broken)
    if well := [other for other, broken in ran.items() if not broken]:
        says = f"{name}, attempt {number}: over it the tests of {', '.join(well)} pass as before"
        await world.log.emit(ev.Noted(says=says))
    return found


async def run_above(name: str, code: str, state: RunState, runner: Runner) -> dict[str, tuple[Broken, ...]]:
    """What breaks of the suites of all modules that stand on ``name`` already, with ``code`` in its place."""
    above = {other: best for other in _above(name, state) if (best := state.modules[other].best) and best.code}
    sources, limits = {**state.code, name: code}, state.settings.limits.patient
    suites = [suite for other in above if (suite := state.modules[other].suite)]
    outcomes = await asyncio.gather(*(runner.run(sources, suite, limits) for suite in suites))
    return {
        suite.module: tuple(_broken(above[suite.module], outcome))
        for suite, outcome in zip(suites, outcomes, strict=True)
    }


def tell_broken(found: tuple[Broken, ...]) -> tuple[str, ...]:
    """What the next attempt is told of them."""
    told = [
        f"{case.id}, a test of {module}, which is built on this module, had passed and is {case.outcome} now:\n"
        f"{(case.traceback.strip() or case.message)[-EACH:]}"
        for module, case in found[:MOST_TOLD]
    ]
    more = len(found) - len(told)
    return (*told, *([f"[{more} more tests of other modules left out]"] if more else []))


def slower(accepted: Attempt | None, outcome: Outcome) -> tuple[str, ...]:
    """The tests that take clearly longer than with the code that was accepted last, a line each."""
    if accepted is None or accepted.outcome is None:
        return ()
    known = {case.id: case.seconds for case in accepted.outcome.tests if case.outcome == "passed"}
    return tuple(
        f"{case.id} takes {case.seconds:.2f} s; {known[case.id]:.2f} s with attempt {accepted.number}, "
        "which was accepted"
        for case in outcome.tests
        if case.outcome == "passed" and case.id in known and _is_slower(known[case.id], case.seconds)
    )


def _is_slower(before: float, now: float) -> bool:
    """Twice as long, and by more than a busy machine alone makes it."""
    return now > 2 * before and now - before > NOTICEABLE_SECONDS


def _above(name: str, state: RunState) -> tuple[str, ...]:
    plan = state.plan
    return tuple(other for other in plan.order if name in plan.below(other)) if plan else ()


def _broken(before: Attempt, outcome: Outcome) -> Iterator[Broken]:
    passed = {case.id for case in before.outcome.tests if case.outcome == "passed"} if before.outcome else set()
    yield from (Broken(before.module, case) for case in outcome.failing if case.id in passed)
