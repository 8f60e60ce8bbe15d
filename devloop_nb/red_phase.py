"""Tests before code: the user's and, where there are none, a model's; each suite is seen to fail on stubs."""

from dataclasses import replace

from devloop_nb.ports.world import World
from devloop_nb.stages.examples import example_tests
from devloop_nb.stages.held_back import hold_back
from devloop_nb.stages.inputs import arguments_from
from devloop_nb.stages.performance import not_measured, performance_file
from devloop_nb.stages.red import prove_red
from devloop_nb.stages.stub import stub_source
from devloop_nb.stages.suites import UserTests, integration_file, integration_spec, model_file, user_tests
from devloop_nb.values import events as ev
from devloop_nb.values.errors import BadInput, SuiteNotRed
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.plan import INTEGRATION, ModuleSpec, Plan
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.suite import Suite, SuiteFile
from devloop_nb.workflow import one_by_one

# A model that has written so many suites that prove nothing will write no other.
MOST_SUITES = 3
Units = dict[str, tuple[SuiteFile, ...]]


async def prove_suites(requirements: Requirements, plan: Plan, world: World) -> None:
    """A suite for each module, one over all of them, and the one that is held back; what is proved already stays."""
    given = user_tests(requirements, plan, example_tests(requirements))

    async def unit(name: str) -> tuple[SuiteFile, ...]:
        return given.units.get(name) or await _model_tests(plan.module(name), requirements, world)

    units = await one_by_one(plan.order, unit, world.log.state.settings.workflow.testing)
    planned = () if given.integration else await _model_integration(plan, requirements, world)
    every = replace(given, integration=given.integration or planned)
    for name in units:
        while not world.log.state.modules[name].suite:
            try:
                await _prove(name, units[name], _stubs(plan, units, every), world, spec=plan.module(name))
            except SuiteNotRed as error:
                if name in given.units:
                    raise
                units[name] = await _rewritten(plan.module(name), requirements, error, world)
    stubs = _stubs(plan, units, every)
    if given.integration and not world.log.state.integration:
        await _prove(INTEGRATION, given.integration, stubs, world)
    if planned and not world.log.state.integration:
        await _prove_planned(planned, stubs, world)
    held = tuple(module.held for module in world.log.state.modules.values() if module.held)
    if (hidden := given.hidden + held) and not world.log.state.hidden_suite:
        await _prove(f"{requirements.name}, held back", hidden, stubs, world, hidden=True)


async def _model_tests(spec: ModuleSpec, requirements: Requirements, world: World) -> tuple[SuiteFile, ...]:
    rejected = world.log.state.modules[spec.name].rejected
    source = await world.coder.write_tests(spec, requirements, rejected)
    if not source.strip():
        raise BadInput(
            f"{spec.name} has no tests",
            "you gave none, and the model wrote none that can be used",
            "Add a test, or a >>> line with what it gives.",
        )
    return (model_file(spec.name, source),)


async def _rewritten(
    spec: ModuleSpec, requirements: Requirements, error: SuiteNotRed, world: World
) -> tuple[SuiteFile, ...]:
    """Other tests by the model, which is told what ``error`` says; that is raised where there are none."""
    if len(world.log.state.modules[spec.name].rejected) + 1 == MOST_SUITES:
        raise error
    await world.log.emit(ev.SuiteRejected(module=spec.name, reason=f"{error.what}: {error.why}"))
    try:
        return await _model_tests(spec, requirements, world)
    except BadInput:
        raise error from None


async def _model_integration(plan: Plan, requirements: Requirements, world: World) -> tuple[SuiteFile, ...]:
    """What the plan wants to be tested of several modules together; nothing where it wants nothing."""
    spec = integration_spec(plan)
    source = await world.coder.write_tests(spec, requirements) if spec else ""
    return (integration_file(plan, source),) if source.strip() else ()


async def _prove_planned(files: tuple[SuiteFile, ...], stubs: dict[str, str], world: World) -> None:
    """The user asked for none of these: where they prove nothing the run goes on without them."""
    try:
        await _prove(INTEGRATION, files, stubs, world)
    except SuiteNotRed as error:
        says = f"the model's integration tests prove nothing: {error.line}"
        await world.log.emit(ev.Noted(level="WARN", says=says))


def _stubs(plan: Plan, units: Units, given: UserTests) -> dict[str, str]:
    files = [file for group in units.values() for file in group]
    sources = [file.source for file in (*files, *given.integration, *given.hidden)]
    return {name: stub_source(name, sources) for name in plan.names}


async def _prove(
    name: str,
    files: tuple[SuiteFile, ...],
    stubs: dict[str, str],
    world: World,
    *,
    spec: ModuleSpec | None = None,
    hidden: bool = False,
) -> None:
    """Seen to fail; of a model's tests for a module some are held back then, and its plan's are added."""
    suite, red = await prove_red(name, files, stubs, world)
    held = None
    if spec:
        suite, held = hold_back(suite, world.log.state.requirements, world.limits.held_back)
        suite, red = await _timed(spec, suite, red, stubs, world)
    await world.log.emit(ev.SuiteProved(suite=suite, red=red, hidden=hidden, held=held))


async def _timed(
    spec: ModuleSpec, suite: Suite, red: Outcome, stubs: dict[str, str], world: World
) -> tuple[Suite, Outcome]:
    """With the tests of the plan's performance checks; where one cannot be measured the run goes on and says so."""
    shown = (file.source for file in suite.files)
    arguments = arguments_from(shown, spec.name, spec.function, spec.entry)
    for line in not_measured(spec, arguments):
        await world.log.emit(ev.Noted(level="WARN", says=line))
    file = performance_file(spec, arguments)
    if file is None:
        return suite, red
    try:
        own, seen = await prove_red(spec.name, (file,), stubs, world)
    except SuiteNotRed as error:
        says = f"{spec.name}: the plan's performance checks are not measured: {error.line}"
        await world.log.emit(ev.Noted(level="WARN", says=says))
        return suite, red
    joined = {"files": suite.files + own.files, "expected": suite.expected + own.expected}
    ran = {"tests": red.tests + seen.tests, "seconds": red.seconds + seen.seconds}
    rejected = {**suite.rejected, **own.rejected}
    return suite.model_copy(update={**joined, "rejected": rejected}), red.model_copy(update=ran)
