"""Where a model tries out code before it answers: fresh kernels, with no other tests than those that it is shown."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from devloop_nb.ports.laboratory import Laboratory
from devloop_nb.ports.log import Log
from devloop_nb.ports.runner import Runner
from devloop_nb.stages.execute import syntax_problem
from devloop_nb.stages.feedback import write_feedback
from devloop_nb.values.requirements import Performance
from devloop_nb.values.slow_tests import slow_tests
from devloop_nb.values.suite import Suite

# Characters of what a model is told of one try.
ROOM = 2000


@dataclass(frozen=True)
class Workbench:
    """The bench of one run; ``runner`` is opened when it is first needed."""

    log: Log
    runner: Callable[[], Awaitable[Runner]]
    laboratory: Laboratory

    async def run_tests(self, module: str, code: str) -> str:
        """What the module's shown tests say of the code; slow ones wait for the real attempt.

        Raises ``KernelUnavailable`` and ``EnvironmentProblem``.
        """
        state = self.log.state
        suite = state.modules[module].suite
        if suite is None:
            raise ValueError(f"{module} has no tests yet: code is written only after they were proved red")
        if problem := syntax_problem(code):
            return problem
        quick = _quick(suite)
        if quick is None:
            return "all tests are slow: they are run over what you submit"
        sources = {**state.code_below(module), module: code}
        outcome = await (await self.runner()).run(sources, quick, state.settings.limits)
        passed = f"{outcome.passed} of {outcome.expected} tests passed"
        told = write_feedback(outcome, Performance(), suite=quick, budget=ROOM)
        return cut("\n\n".join(filter(None, (passed, told))))

    async def run(self, module: str, code: str) -> str:
        """What came of a snippet, beside the code that the module depends on. Raises ``KernelUnavailable``."""
        state = self.log.state
        ran = await self.laboratory.run_cell(code, state.code_below(module), state.settings.limits)
        names = [f"{name} = {value}" for name, value in ran.names.items()]
        told = [ran.printed, ran.result, ran.error, *([] if ran.error else names)]
        return cut("\n".join(filter(None, told))) or "it said nothing"


def _quick(suite: Suite) -> Suite | None:
    slow = {*slow_tests(suite)}
    left = {*suite.expected} - slow
    if not slow:
        return suite
    return suite.only(left) if left else None


def cut(text: str) -> str:
    """The beginning and the end of what is too long."""
    half = ROOM // 2
    if len(text) <= ROOM:
        return text
    return f"{text[:half]}\n[... {len(text) - ROOM} characters left out ...]\n{text[-half:]}"
