"""A draft and a suite -> what happened in a fresh kernel."""

import ast
from collections.abc import Mapping

from devloop_nb.ports import World
from devloop_nb.values.attempt import Draft
from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.suite import Suite


async def execute(module: str, draft: Draft, others: Mapping[str, str], suite: Suite, world: World) -> Outcome:
    """Runs the suite over the draft and the ``others`` it imports; what cannot be run is not sent to a kernel."""
    problem = draft.problem or syntax_problem(draft.code)
    if problem:
        return unusable(suite, problem)
    return await world.runner.run({**others, module: draft.code}, suite, world.limits)


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
    return Outcome(status="unusable", verdict="none", tests=missing, message=problem)
