"""The final code -> the matrix of what was asked for and what proves it."""

from devloop_nb.ports.world import World
from devloop_nb.stages.compliance.matrix import Ran, matrix
from devloop_nb.values.compliance import Claim, ClaimBrief, Criterion, Row, claimable, criteria_of
from devloop_nb.values.marks import marked
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.run_state import RunState


async def prove_compliance(requirements: Requirements, world: World) -> tuple[Row, ...]:
    """Runs the tests that are said to prove something once more, to see which lines they run."""
    criteria = criteria_of(requirements.criteria)
    state = world.log.state
    ran = suites_of(state)
    files = tuple(file for each in ran for file in each.suite.files)
    marks = marked(files, claimable(criteria))
    unmarked = tuple(each for each in claimable(criteria) if each.id not in marks)
    claims = await _claims(unmarked, ran, world) if unmarked and state.code else {}
    named = {test for claim in (*marks.values(), *claims.values()) for test in claim.tests}
    measured = [await _measured(each, named, world) for each in ran]
    return matrix(criteria, marks, claims, measured)


def suites_of(state: RunState) -> list[Ran]:
    """Every suite, with what came of it on the code that the run ends with."""
    units = [(module.suite, module.best.outcome if module.best else None) for module in state.modules.values()]
    return [
        Ran(suite, outcome)
        for suite, outcome in [*units, (state.integration, state.integrated), (state.hidden_suite, state.hidden)]
        if suite
    ]


async def _claims(unmarked: tuple[Criterion, ...], ran: list[Ran], world: World) -> dict[str, Claim]:
    """What the model says; held-back tests are not shown to it."""
    shown = [each for each in ran if each.suite is not world.log.state.hidden_suite]
    brief = ClaimBrief(
        criteria=unmarked,
        sources=world.log.state.code,
        files={file.name: file.source for each in shown for file in each.suite.files},
        tests=tuple(test for each in shown for test in each.suite.expected),
    )
    known = {criterion.id for criterion in unmarked}
    claims = await world.coder.claim(brief)
    return {claim.id: claim for claim in claims if claim.id in known and claim.tests}


async def _measured(ran: Ran, named: set[str], world: World) -> Ran:
    cases = [test for test in ran.suite.expected if _is_named(test, named)]
    if not cases or not world.log.state.code or ran.outcome is None:
        return ran
    covered = await world.runner.cover(world.log.state.code, ran.suite.only(cases), world.limits.patient)
    return Ran(ran.suite, ran.outcome, covered)


def _is_named(test: str, named: set[str]) -> bool:
    plain = test.partition("[")[0]
    return not named.isdisjoint({test, plain, plain.rpartition("::")[2]})
