"""Lines that were run -> the share of the statements, and whether it can be believed."""

import ast
from collections.abc import Iterator
from itertools import groupby

from devloop_nb.values.covered import Covered
from devloop_nb.values.finding import Finding

_MOST = 20
# With these, code can change what is measured while it is measured.
_TAMPERING = frozenset({"settrace", "setprofile", "_getframe", "_current_frames", "f_trace"})
_TAMPERING_NAMES = _TAMPERING | {"exec", "compile"}


def coverage_gate(module: str, source: str, covered: Covered, limit: float) -> tuple[str, list[Finding]]:
    """The share in per cent, and each part that no test runs; every doubt about the figure is a finding."""
    file, run = f"{module}.py", covered.lines(module)
    spans = statements(source)
    missed = [first for first, last in spans if not run & {*range(first, last + 1)}]
    share = 100.0 * (len(spans) - len(missed)) / len(spans) if spans else 100.0
    reading = f"{share:.0f} % of {limit:g} %"
    found = [*_doubts(file, source, covered)]
    if share < limit:
        found += [_finding(file, first, "not-covered", says) for first, says in _parts(missed, [s for s, _ in spans])]
    return reading, found


def statements(source: str) -> list[tuple[int, int]]:
    """First and last line of each statement's own part; docstrings and what is for type checkers have none."""
    return sorted({span for node in _run(ast.parse(source)) for span in _span(node)})


def _run(node: ast.AST) -> Iterator[ast.stmt]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test).rpartition(".")[2] == "TYPE_CHECKING":
            continue
        if isinstance(child, ast.stmt):
            yield child
        yield from _run(child)


def _span(node: ast.stmt) -> list[tuple[int, int]]:
    silent = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    bare = isinstance(node, ast.AnnAssign) and node.value is None
    if silent or bare or isinstance(node, ast.Global | ast.Nonlocal | ast.Try | ast.TryStar):
        return []
    first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", []))])
    body = getattr(node, "body", None)
    inner = body[0].lineno - 1 if body else getattr(node, "cases", None) and node.lineno
    return [(first, max(first, inner or node.end_lineno or first))]


def _parts(missed: list[int], every: list[int]) -> Iterator[tuple[int, str]]:
    """Neighbouring statements together."""
    places = {line: index for index, line in enumerate(every)}
    groups = groupby(enumerate(missed), key=lambda pair: places[pair[1]] - pair[0])
    for _, group in [(key, [line for _, line in pairs]) for key, pairs in groups][:_MOST]:
        lines = f"lines {group[0]} to {group[-1]} are" if len(group) > 1 else f"line {group[0]} is"
        yield group[0], f"{lines} run by no test"


def _doubts(file: str, source: str, covered: Covered) -> Iterator[Finding]:
    if covered.problem:
        yield _finding(file, 0, "not-measured", covered.problem)
    for node in ast.walk(ast.parse(source)):
        if name := _tampers(node):
            says = f"with {name} code can change what is measured: it is not believed"
            yield _finding(file, getattr(node, "lineno", 0), "tampering", says)


def _tampers(node: ast.AST) -> str:
    """The name with which the measuring could be changed; empty where there is none."""
    match node:
        case ast.Attribute(attr=name) | ast.Constant(value=str(name)) if name in _TAMPERING:
            return name
        case ast.Name(id=name) if name in _TAMPERING_NAMES:
            return name
        case ast.Import(names=aliases) if any(alias.name.split(".")[0] == "coverage" for alias in aliases):
            return "coverage"
        case ast.ImportFrom(module=str(module)) if module.split(".")[0] == "coverage":
            return "coverage"
    return ""


def _finding(file: str, line: int, rule: str, says: str) -> Finding:
    return Finding(severity="error", about="coverage", says=says, file=file, line=line, rule=rule)
