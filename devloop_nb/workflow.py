"""How a stage is gone through: left out or asked about, within its time, and begun again where a door fails."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from devloop_nb.ports.world import World
from devloop_nb.stages.facts import run_facts
from devloop_nb.stages.questions import stage_question
from devloop_nb.values import events as ev
from devloop_nb.values.checkpoint import Answer
from devloop_nb.values.errors import KernelUnavailable, ModelUnavailable, RunHalted
from devloop_nb.values.run_state import RunState
from devloop_nb.values.workflow import OPTIONAL, StageName, StageRule

P = ParamSpec("P")
T = TypeVar("T")
Work = Callable[[], Awaitable[T]]
TICK, LONGEST_WAIT, UNBOUNDED = 0.25, 30.0, 1_000_000


def always(_: RunState) -> bool:
    """Due whenever it is come to."""
    return True


def stage(
    name: StageName, due: Callable[[RunState], bool] = always
) -> Callable[[Callable[P, Awaitable[None]]], Callable[P, Awaitable[None]]]:
    """The work of a stage by its rule, where it is ``due``; the last argument of the work is the world."""

    def by_rule(work: Callable[P, Awaitable[None]]) -> Callable[P, Awaitable[None]]:
        @wraps(work)
        async def done(*args: P.args, **kwargs: P.kwargs) -> None:
            world = args[-1]
            if not isinstance(world, World):
                raise TypeError(f"the last argument of {work.__name__} is the world")
            if due(world.log.state):
                how = perform_or_skip if name in OPTIONAL else perform
                await how(name, world, lambda: work(*args, **kwargs))

        return done

    return by_rule


def lanes(rule: StageRule) -> asyncio.Semaphore:
    """How many modules are worked on at once."""
    return asyncio.Semaphore(rule.parallel or UNBOUNDED)


async def one_by_one(names: Sequence[str], work: Callable[[str], Awaitable[T]], rule: StageRule) -> dict[str, T]:
    """What the work gives for each name, in their order; as many at once as the rule says."""
    found, left = dict[str, T](), iter(names)

    async def worker() -> None:
        for name in left:
            found[name] = await work(name)

    await together(worker() for _ in range(rule.parallel or len(names)))
    return {name: found[name] for name in names}


async def together(works: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """All at the same time; the first that fails ends the others, and is raised."""
    failed: BaseException | None = None
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(work) for work in works]
    except BaseExceptionGroup as several:
        failed = several.exceptions[0]
    if failed:
        raise failed  # Out here the group is not its context: IPython shows all of a group, and not the one line.
    return [task.result() for task in tasks]


async def perform(name: StageName, world: World, work: Work[T]) -> T:
    """What the work gives. Raises ``RunHalted`` where somebody says no to it, or its time is over."""
    rule = _rule(name, world)
    answer = await _asked(name, rule, world)
    if answer and answer.choice != "approve":
        raise RunHalted(f"{name} was not approved", answer.note, "Resume the run to be asked again.")
    return await _within(name, rule, world, work)


async def perform_or_skip(name: StageName, world: World, work: Work[T], module: str = "") -> T | None:
    """The same; where its condition does not hold, or somebody says no, it is left out, and the run says so."""
    rule = _rule(name, world)
    why = _unmet(rule, world.log.state, module)
    answer = None if why else await _asked(name, rule, world, module)
    if answer and answer.choice != "approve":
        why = f"it was rejected: {answer.note}" if answer.note else "it was rejected"
    if why:
        await world.log.emit(ev.StageSkipped(stage=name, module=module, reason=why))
        return None
    return await _within(name, rule, world, work)


def _rule(name: StageName, world: World) -> StageRule:
    return world.log.state.settings.workflow.rules[name]


def _unmet(rule: StageRule, state: RunState, module: str) -> str:
    """Why the condition does not hold; empty where it does."""
    if not (condition := rule.condition) or condition.holds(facts := run_facts(state, module)):
        return ""
    found = ", ".join(f"{name} is {facts[name]}" for name in condition.names)
    return f"only when {rule.when}, and {found}"


async def _asked(name: StageName, rule: StageRule, world: World, module: str = "") -> Answer | None:
    if not rule.checkpoint:
        return None
    return await world.helm.ask(stage_question(name, module, world.log.state, run_facts(world.log.state, module)))


async def _within(name: StageName, rule: StageRule, world: World, work: Work[T]) -> T:
    if not rule.timeout:
        return await _retrying(name, rule, world, work)
    try:
        async with asyncio.timeout(None) as bound:
            clock = asyncio.create_task(_run_down(rule.timeout, bound, world))
            try:
                return await _retrying(name, rule, world, work)
            finally:
                clock.cancel()
    except TimeoutError:
        if not bound.expired():
            raise
        run = world.log.state.run
        mend = f"Go on with: devloop-nb resume {run}; --workflow FILE.yaml gives it more time."
        raise RunHalted(f"{name} took longer than {rule.timeout:g} s", mend=mend) from None


async def _run_down(seconds: float, bound: asyncio.Timeout, world: World) -> None:
    """Ends the stage after so many seconds of work: not those in which people keep it waiting."""
    before = time.monotonic()
    while seconds > 0:
        await asyncio.sleep(min(seconds, TICK))
        helm, now = world.log.state.helm, time.monotonic()
        seconds -= 0 if helm.paused or helm.open else now - before
        before = now
    bound.reschedule(0)


async def _retrying(name: StageName, rule: StageRule, world: World, work: Work[T]) -> T:
    for turn in range(1, rule.max_retries + 1):
        try:
            return await work()
        except (ModelUnavailable, KernelUnavailable) as error:
            await world.log.emit(ev.StageRetried(stage=name, turn=turn, reason=error.line))
        await asyncio.sleep(min(2 ** (turn - 1), LONGEST_WAIT))
    return await work()
