"""What a session lets people try on stored code, each time in a fresh kernel; nothing of it is stored."""

from typing import NamedTuple

from devloop_nb.session.reading import Reading
from devloop_nb.stages.regression import Broken as Broken
from devloop_nb.stages.regression import run_above
from devloop_nb.values.choosing import choose_attempt, choose_module
from devloop_nb.values.errors import BadInput, NotFound
from devloop_nb.values.hidden_state import CellRun
from devloop_nb.values.memory_lines import MemoryTable
from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.suite import Suite


class Probed(NamedTuple):
    """What came of a cell beside the code of an attempt."""

    module: str
    number: int
    ran: CellRun


class Probing(Reading):
    """Every method takes a run, a module where there are several, and an attempt by its number or the best."""

    async def scratch(self, which: str, source: str, module: str = "", number: int | None = None) -> Probed:
        """Runs a cell in a fresh kernel that can import the attempt, and the modules below it.

        Raises ``NotFound``, ``BadInput`` and ``KernelUnavailable``.
        """
        state = await self.find(which)
        chosen = choose_module(state, module)
        attempt = choose_attempt(chosen, number)
        sources = {**state.code_below(chosen.name), chosen.name: attempt.code}
        ran = await self.doors.laboratory.run_cell(source, sources, state.settings.limits)
        return Probed(chosen.name, attempt.number, ran)

    async def test_again(self, which: str, test: str, module: str = "", number: int | None = None) -> CaseResult:
        """Runs one test once more over an attempt, where the run's suites run.

        Raises ``NotFound``, ``BadInput`` and ``KernelUnavailable``.
        """
        state = await self.find(which)
        chosen = choose_module(state, module)
        attempt, suite = choose_attempt(chosen, number), chosen.suite
        if suite is None or test not in suite.expected:
            raise NotFound(f"{chosen.name} has no test {test}", mend="It may have been rejected since.")
        sources = {**state.code_below(chosen.name), chosen.name: attempt.code}
        runner = await self.doors.runners.at(state.settings.executor)
        return _case(await runner.run(sources, suite.only([test]), state.settings.limits.patient), test)

    async def broken_above(self, which: str, module: str = "", number: int | None = None) -> tuple[Broken, ...]:
        """What an attempt breaks of the tests of modules that are built on its own.

        Raises ``NotFound``, ``BadInput`` and ``KernelUnavailable``.
        """
        state = await self.find(which)
        chosen = choose_module(state, module)
        code, runner = choose_attempt(chosen, number).code, await self.doors.runners.at(state.settings.executor)
        ran = await run_above(chosen.name, code, state, runner)
        return tuple(each for broken in ran.values() for each in broken)

    async def memory_lines(self, which: str) -> MemoryTable:
        """The memory of the process after each line of a run's best code, while its own tests run."""
        state = await self.find(which)
        suites = [module.suite for module in state.modules.values()]
        files = tuple(file for suite in suites if suite for file in suite.files)
        if not state.code:
            raise BadInput(f"{state.name} has no code", mend="Resume the run, or run it again with --rerun.")
        given = next((suite.given for suite in suites if suite), "")
        suite = Suite(module=state.name, files=files, given=given)
        return await self.doors.laboratory.memory_lines(state.code, suite, state.settings.limits)


def _case(outcome: Outcome, test: str) -> CaseResult:
    """The test's own result; where the suite broke before it, that is what is told."""
    found = next((case for case in outcome.tests if case.id == test), CaseResult(id=test, outcome="missing"))
    return found if found.message or not outcome.message else found.model_copy(update={"message": outcome.message})
