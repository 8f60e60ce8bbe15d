"""What is found of an attempt's code, by ever dearer means as far as it is good enough, and the score of it."""

import asyncio
import time
from collections.abc import Mapping
from functools import partial

from devloop_nb.ports.world import World
from devloop_nb.stages.confirm import confirm
from devloop_nb.stages.execute import execute
from devloop_nb.stages.gates.passing import pass_gates
from devloop_nb.stages.inputs import inputs_from
from devloop_nb.stages.measure import fit_scaling
from devloop_nb.stages.questions import let_pass, security_question
from devloop_nb.stages.review import review_code
from devloop_nb.stages.score import score_outcome
from devloop_nb.values import events as ev
from devloop_nb.values.attempt import Attempt, Draft, Move
from devloop_nb.values.gate import blocking
from devloop_nb.values.growth import Measured
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.plan import ModuleSpec
from devloop_nb.values.score import Score
from devloop_nb.values.suite import Suite
from devloop_nb.workflow import perform_or_skip

NO_INPUTS = Measured(problem="no test calls it with arguments that can be made larger")


async def judge(spec: ModuleSpec, draft: Draft, others: Mapping[str, str], world: World) -> Outcome:
    """Tier by tier, up to the first that is not good enough: syntax, tests, their seal, growth."""
    suite = suite_of(spec, world)
    outcome = await execute(spec.name, draft, others, suite, world)
    sources = {**others, spec.name: draft.code}
    if await _suffices(outcome, spec, world):
        outcome = await confirm(sources, suite, outcome, world.runner, world.limits)
    if spec.performance.growth and await _suffices(outcome, spec, world):
        inputs = inputs_from((file.source for file in suite.files), spec.name, spec.function, spec.entry)
        call = (spec.name, spec.function)
        measured = await world.runner.measure(sources, call, inputs, world.limits) if inputs else NO_INPUTS
        seconds = outcome.seconds + measured.took
        outcome = outcome.model_copy(
            update={"scaling": fit_scaling(measured), "seconds": seconds, "tier": "performance"}
        )
    return outcome


async def inspect(
    spec: ModuleSpec, move: Move, sources: Mapping[str, str], outcome: Outcome, world: World
) -> Attempt:
    """The attempt after the quality gates, where it is good enough, and after a review, where they let it."""
    emit, name, number = world.log.emit, spec.name, move.number
    if await _suffices(outcome, spec, world):
        began = time.monotonic()
        results = await pass_gates(name, sources, suite_of(spec, world), outcome, world)
        if question := security_question(name, number, results):
            results = let_pass(results) if (await world.helm.ask(question)).choice == "approve" else results
        await emit(ev.Gated(module=name, number=number, results=results, seconds=time.monotonic() - began))
        if world.log.state.settings.review and not blocking(results):
            review = partial(review_code, spec, sources[name], results, world)
            if said := await perform_or_skip("review", world, review, name):
                await emit(ev.Reviewed(module=name, number=number, review=said))
    return world.log.state.modules[name].attempts[number - 1]


async def grade(outcome: Outcome, spec: ModuleSpec, world: World, *, blocked: bool = False) -> Score:
    """The score; nobody knows how long a metric of the user's own takes, so it has a thread."""
    given = partial(score_outcome, outcome, spec.performance, world.weights, blocked=blocked, metric=world.metric)
    return await asyncio.to_thread(given) if world.metric else given()


def suite_of(spec: ModuleSpec, world: World) -> Suite:
    """The tests that were proved red."""
    suite = world.log.state.modules[spec.name].suite
    if suite is None:
        raise ValueError(f"{spec.name} has no tests yet: a module is built only after they were proved red")
    return suite


async def _suffices(outcome: Outcome, spec: ModuleSpec, world: World) -> bool:
    return (await grade(outcome, spec, world)).total >= world.limits.threshold
