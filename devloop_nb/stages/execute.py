"""A draft and a suite -> what happened in a fresh kernel."""

import ast
from collections.abc import Mapping

from devloop_nb.ports.world import World
from devloop_nb.values.attempt import Draft
from devloop_nb.values.imports import foreign_imports
from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.slow_tests import slow_tests
from devloop_nb.values.suite import Suite


async def execute(module: str, draft: Draft, others: Mapping[str, str], suite: Suite, world: World) -> Outcome:
    """Runs the suite over the draft and the ``others`` it imports; what cannot be run is not sent to a kernel.

    The slow tests are run only after all others have passed.
    """
    problem = draft.problem or syntax_problem(draft.code) or await not_installed(draft.code, {module, *others}, world)
    if problem:
        return unusable(suite, problem)
    sources, slow = {**others, module: draft.code}, slow_tests(suite)
    quick = await world.runner.run(sources, suite.only({*suite.expected} - {*slow}), world.limits) if slow else None
    if quick is None:
        outcome = await world.runner.run(sources, suite, world.limits)
        return outcome.model_copy(update={"tier": "tests"})
    if quick.status != "passed":
        waiting = tuple(CaseResult(id=test, outcome="missing", message=WAITING) for test in slow)
        return quick.model_copy(update={"tests": _ordered(suite, quick.tests + waiting), "tier": "tests"})
    rest = await world.runner.run(sources, suite.only(slow), world.limits.patient)
    joined = {"tests": _ordered(suite, quick.tests + rest.tests), "seconds": quick.seconds + rest.seconds}
    return rest.model_copy(update={**joined, "tier": "validation"})


WAITING = "it is slow, and waits until the quicker tests pass"


def _ordered(suite: Suite, cases: tuple[CaseResult, ...]) -> tuple[CaseResult, ...]:
    return tuple(sorted(cases, key=lambda case: suite.expected.index(case.id)))


async def not_installed(code: str, own: set[str], world: World) -> str:
    """What the code imports and no kernel would find, in one line; empty where everything is there."""
    absent = await world.packages.absent(foreign_imports(code, own | world.log.state.modules.keys()))
    return f"the code imports {', '.join(sorted(absent))}, which is not installed" if absent else ""


def syntax_problem(code: str) -> str:
    """Why the code does not compile, in one line; empty where it does."""
    try:
        compile(ast.parse(code), "<draft>", "exec")
    except SyntaxError as error:
        return f"the code does not parse, line {error.lineno}: {error.msg}"
    except (ValueError, RecursionError, MemoryError) as error:
        return f"the code does not parse: {type(error).__name__}: {error}"
    return "" if code.strip() else "there is no code"


def unusable(suite: Suite, problem: str) -> Outcome:
    """The outcome of a draft that was not run."""
    missing = tuple(CaseResult(id=test, outcome="missing", message=problem) for test in suite.expected)
    return Outcome(status="unusable", verdict="none", tests=missing, message=problem, tier="syntax")
