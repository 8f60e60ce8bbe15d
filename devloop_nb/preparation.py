"""What comes before the tests and the code: what is missing is found and installed, and a plan is agreed on."""

from collections.abc import Collection, Iterable

from devloop_nb.ports.world import World
from devloop_nb.stages.needs import absent_needs
from devloop_nb.stages.plan import plan_of, sound_plan
from devloop_nb.stages.questions import dependency_question, objection, plan_questions
from devloop_nb.stages.vet.packages import PACKAGES, lacking
from devloop_nb.stages.vet.vetting import vet
from devloop_nb.values import events as ev
from devloop_nb.values.checkpoint import Answer, Checkpoint
from devloop_nb.values.errors import BadInput, PackageMissing
from devloop_nb.values.finding import Finding
from devloop_nb.values.need import NOT_ASKED, Installed, Need, Permission
from devloop_nb.values.plan import Plan
from devloop_nb.values.requirements import Requirements
from devloop_nb.workflow import perform

# The first, and two more where people reject.
PLANS = 3


def check(
    requirements: Requirements, absent: tuple[Need, ...] = (), permission: Permission = NOT_ASKED
) -> tuple[Finding, ...]:
    """The findings that do not stop a run; ``absent`` are the needs that are not installed.

    Raises ``BadInput`` with the first of those that do, and ``PackageMissing`` where only packages are missing that
    must not be installed.
    """
    findings = vet(requirements, absent, permission)
    errors = [finding for finding in findings if finding.severity == "error"]
    if not errors:
        return findings
    more = f"(and {len(errors) - 1} more)" if len(errors) > 1 else ""
    what, mend = f"{requirements.name}: {errors[0].says}", f"{errors[0].asks} {more}".strip()
    if errors[0].about != PACKAGES:
        raise BadInput(what, mend=mend)
    raise PackageMissing(what, mend=mend, distributions=[need.distribution for need in lacking(absent, permission)])


async def provide(requirements: Requirements, world: World) -> None:
    """What the requirements need is installed afterwards, as far as that is permitted."""
    absent, permission = await absent_needs(requirements, world.packages), world.log.state.settings.permission
    check(requirements, absent, permission)
    wanted = {need.module: need.distribution for need in absent if need.sure}
    if not wanted:
        return
    for package in await _install(wanted.values(), permission, world):
        await world.log.emit(ev.PackageInstalled(package=package))
    for module in await world.packages.absent(wanted):
        mend = f"Install what brings {module}, and name it under libraries as pip does."
        raise PackageMissing(f"{wanted[module]} is installed, but brings no module {module}", mend=mend)


async def _install(wanted: Collection[str], permission: Permission, world: World) -> tuple[Installed, ...]:
    """Asks where one is larger than is permitted."""
    try:
        return await world.packages.install(wanted, permission)
    except PackageMissing as error:
        large = frozenset(error.distributions) - permission.named
        if not large or (await world.helm.ask(dependency_question(error.line, large))).choice != "approve":
            raise
    named = permission.model_copy(update={"named": permission.named | large})
    return await _install(wanted, named, world)


async def make_plan(requirements: Requirements, world: World) -> Plan:
    """The plan in the log, else the one that the requirements leave no choice about, else a model's."""
    if world.log.state.plan:
        return world.log.state.plan
    return await perform("planning", world, lambda: _planned(requirements, world))


async def _planned(requirements: Requirements, world: World) -> Plan:
    await world.log.emit(ev.StageEntered(stage="planning"))
    findings = check(requirements, await absent_needs(requirements, world.packages))
    await world.log.emit(ev.RequirementsVetted(findings=findings))
    plan = await agree_on_plan(requirements, world)
    await world.log.emit(ev.PlanMade(plan=plan))
    return plan


async def agree_on_plan(requirements: Requirements, world: World) -> Plan:
    """The plan that nobody objects to; of one that is rejected the planner is told why, one that is edited is it."""
    objections: tuple[str, ...] = ()
    for turn in range(1, PLANS + 1):
        asked = requirements.told(objections + world.log.state.helm.notes_for())
        plan = (None if objections else plan_of(requirements)) or sound_plan(
            await world.coder.write_plan(asked, turn), requirements
        )
        answer = await _first_objection(plan_questions(plan, turn), world)
        if answer is None:
            return plan
        if answer.plan:
            return sound_plan(answer.plan, requirements)
        objections = (objection(plan, answer),)
    raise BadInput(f"{PLANS} plans were rejected", mend="Say in the requirements what to build, or edit the plan.")


async def _first_objection(questions: Iterable[Checkpoint], world: World) -> Answer | None:
    for question in questions:
        answer = await world.helm.ask(question)
        if answer.choice != "approve":
            return answer
    return None
