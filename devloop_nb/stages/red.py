"""Test files -> a suite that was seen to fail on a stub, for the right reason."""

from collections.abc import Mapping

from devloop_nb.ports.world import World
from devloop_nb.values.errors import SuiteNotRed
from devloop_nb.values.given import Given, given_module, import_of, taken
from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.suite import Suite, SuiteFile

RIGHT_REASONS = ("AssertionError", "NotImplementedError", "Failed")


async def prove_red(
    module: str, files: tuple[SuiteFile, ...], stubs: Mapping[str, str], world: World
) -> tuple[Suite, Outcome]:
    """Runs the files over the stubs and keeps the tests that prove something.

    Raises ``SuiteNotRed`` where a test of the user's is broken, or where no test is left.
    """
    asked = world.log.state.requirements
    whole = lent(Suite(module=module, files=files), asked.lent if asked else ())
    red = await world.runner.run(stubs, whole, world.limits)
    if red.status in ("error", "crashed") or not red.tests:
        raise SuiteNotRed(f"the tests of {module} cannot be used", red.message or "pytest collected none", MEND)
    not_users = {file.name for file in files if file.provenance in ("model", "plan")}
    rejected = {case.id: reason for case in red.tests if (reason := wrong_reason(case))}
    for case in red.tests:
        if case.id in rejected and case.outcome != "passed" and case.id.split("::")[0] not in not_users:
            raise SuiteNotRed(f"the test {case.id} cannot be used", rejected[case.id], MEND)
    expected = tuple(case.id for case in red.tests if case.id not in rejected)
    if not expected:
        raise SuiteNotRed(f"no test of {module} proves anything", next(iter(rejected.values())), MEND)
    return whole.model_copy(update={"expected": expected, "rejected": rejected}), red


MEND = "Mend the tests and run again; no code was written."


def lent(suite: Suite, given: tuple[Given, ...]) -> Suite:
    """The suite with the objects that the user gave; each file takes those that its tests ask for."""
    if not given:
        return suite
    names = [each.name for each in given]
    lines = {file.name: import_of(taken(file.source, names)) for file in suite.files}
    files = tuple(
        file.model_copy(update={"source": f"{lines[file.name]}\n{file.source}"}) if lines[file.name] else file
        for file in suite.files
    )
    return suite.model_copy(update={"files": files, "given": given_module(given)})


def wrong_reason(case: CaseResult) -> str:
    """Why a test proves nothing, empty where it fails on the stub as it should."""
    if case.outcome == "passed":
        return "it passes on an empty stub, so it proves nothing"
    if case.outcome in ("skipped", "xfailed", "xpassed", "timeout", "missing"):
        return f"on an empty stub it is reported as {case.outcome}: {case.message}".rstrip(": ")
    if case.exception.split(".")[-1] in RIGHT_REASONS:
        return ""
    return f"on an empty stub it fails for another reason than missing code: {case.message or case.exception}"
