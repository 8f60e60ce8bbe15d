"""What a session lets people try on one stored attempt, each time in a fresh kernel; nothing of it is stored."""

from abc import ABC, abstractmethod
from typing import NamedTuple

from devloop_nb.ports import Doors
from devloop_nb.values.choosing import choose_attempt, choose_module
from devloop_nb.values.errors import NotFound
from devloop_nb.values.hidden_state import CellRun
from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.run_state import RunState


class Probed(NamedTuple):
    """What came of a cell beside the code of an attempt."""

    module: str
    number: int
    ran: CellRun


class Probing(ABC):
    """Every method takes a run, a module where there are several, and an attempt by its number or the best."""

    doors: Doors

    @abstractmethod
    async def find(self, which: str = "") -> RunState:
        """The state of a run."""

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


def _case(outcome: Outcome, test: str) -> CaseResult:
    """The test's own result; where the suite broke before it, that is what is told."""
    found = next((case for case in outcome.tests if case.id == test), CaseResult(id=test, outcome="missing"))
    return found if found.message or not outcome.message else found.model_copy(update={"message": outcome.message})
