"""A run -> what the conditions of its workflow can ask about."""

import ast
from collections.abc import Iterable

from devloop_nb.values.compliance import criteria_of
from devloop_nb.values.condition import Fact
from devloop_nb.values.run_state import RunState

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
BRANCHES = (
    *(ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.Assert),
    *(ast.comprehension, ast.match_case),
)


def run_facts(state: RunState, module: str = "") -> dict[str, Fact]:
    """By the names of ``values.condition``; with a ``module`` the code is that of its latest attempt."""
    attempts = state.modules[module].attempts if module else ()
    sources = [attempts[-1].code] if attempts else list(state.code.values())
    modules, integrated = state.modules.values(), state.integrated
    criteria = criteria_of(state.requirements.criteria) if state.requirements else ()
    passed = bool(modules) and all(each.status == "success" for each in modules)
    return {
        "modules": len(modules),
        "complexity": max(map(complexity, sources), default=0),
        "lines": sum(len(source.splitlines()) for source in sources),
        "attempts": sum(len(each.attempts) for each in modules),
        "criteria": sum(each.level == "must" for each in criteria),
        "score": round(state.score, 4),
        "tests": "passed" if passed else "failed",
        "integration": "untried" if integrated is None else "passed" if integrated.status == "passed" else "failed",
    }


def complexity(source: str) -> int:
    """The highest cyclomatic complexity (McCabe 1976) of a function: its branches, and one; 0 without functions."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return 0
    functions = [node for node in ast.walk(tree) if isinstance(node, FUNCTIONS)]
    return max((1 + sum(_branches(function.body)) for function in functions), default=0)


def _branches(nodes: Iterable[ast.AST]) -> Iterable[int]:
    """Of a function alone; those in it count for themselves."""
    for node in nodes:
        if isinstance(node, FUNCTIONS):
            continue
        yield len(node.values) - 1 if isinstance(node, ast.BoolOp) else int(isinstance(node, BRANCHES))
        yield from _branches(ast.iter_child_nodes(node))
