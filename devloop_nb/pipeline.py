"""A whole run, in order: plan, tests proved red, code module by module, integration, held-back tests."""

import asyncio

from devloop_nb.loop import develop_module
from devloop_nb.ports.world import World
from devloop_nb.preparation import make_plan, provide
from devloop_nb.red_phase import prove_suites
from devloop_nb.stages.blame import to_blame
from devloop_nb.stages.compliance.proving import prove_compliance
from devloop_nb.stages.confirm import run_and_confirm
from devloop_nb.stages.due import compliance_is_due, held_back_is_due, integration_is_due
from devloop_nb.stages.feedback import write_feedback
from devloop_nb.stages.gates.passing import check_gates
from devloop_nb.stages.stop import halt, run_end
from devloop_nb.values import events as ev
from devloop_nb.values.errors import RunHalted
from devloop_nb.values.plan import Plan
from devloop_nb.values.requirements import Performance, Requirements
from devloop_nb.workflow import lanes, stage, together


async def run_pipeline(requirements: Requirements, world: World) -> None:
    """Builds what is asked for, from wherever the log says the run stands."""
    check_gates(world)
    await provide(requirements, world)
    plan = await make_plan(requirements, world)
    await world.helm.steady()
    await write_tests(requirements, plan, world)
    await build(plan, world)
    await integrate(plan, world)
    await run_held_back(world)
    await comply(requirements, world)
    end = run_end(world.log.state)
    await world.log.emit(ev.RunEnded(status=end.status, reason=end.reason))


@stage("testing")
async def write_tests(requirements: Requirements, plan: Plan, world: World) -> None:
    """Every suite there will be, the held-back one too, is seen to fail before any code is written."""
    await world.log.emit(ev.StageEntered(stage="testing"))
    await prove_suites(requirements, plan, world)


@stage("building")
async def build(plan: Plan, world: World) -> None:
    """Each module as soon as those it depends on are done; what does not depend on each other at the same time."""
    done = {name: asyncio.Event() for name in plan.order}
    lane = lanes(world.log.state.settings.workflow.building)

    async def build_one(name: str) -> None:
        for other in plan.module(name).depends_on:
            await done[other].wait()
        async with lane:
            await asyncio.sleep(0)  # Where another module ended the stage, this one ends here.
            if not world.log.state.modules[name].ended:
                await world.log.emit(ev.StageEntered(stage="building", module=name))
                await develop_module(plan.module(name), world)
        done[name].set()

    await together(map(build_one, plan.order))
    if reason := halt(world.log.state):
        raise RunHalted(reason)


@stage("integration", integration_is_due)
async def integrate(plan: Plan, world: World) -> None:
    """The integration tests over the best code of all modules; a module that fails them is sent back."""
    while integration_is_due(state := world.log.state) and state.integration:
        await world.helm.steady()
        await world.log.emit(ev.StageEntered(stage="integration"))
        outcome = await run_and_confirm(state.code, state.integration, world.runner, world.limits)
        await world.log.emit(ev.Integrated(outcome=outcome))
        module = to_blame(
            outcome, state.integration, plan, [name for name, each in state.modules.items() if each.sent_back]
        )
        if not module or state.sent_back >= world.limits.integration_rounds:
            return
        says = f"{outcome.expected - outcome.passed} of {outcome.expected} integration tests fail in it"
        told = f"{says}:\n{write_feedback(outcome, Performance(), suite=state.integration)}"
        await world.log.emit(ev.ModuleReopened(module=module, reason=says, feedback=told))
        await build(plan, world)


@stage("held-back", held_back_is_due)
async def run_held_back(world: World) -> None:
    """The held-back tests, once, over the best code there is."""
    state = world.log.state
    if state.hidden_suite:
        await world.helm.steady()
        await world.log.emit(ev.StageEntered(stage="held-back"))
        outcome = await run_and_confirm(state.code, state.hidden_suite, world.runner, world.limits)
        await world.log.emit(ev.HiddenRun(outcome=outcome))


@stage("compliance", compliance_is_due)
async def comply(requirements: Requirements, world: World) -> None:
    """What proves each criterion."""
    await world.log.emit(ev.StageEntered(stage="compliance"))
    await world.log.emit(ev.Complied(rows=await prove_compliance(requirements, world)))
