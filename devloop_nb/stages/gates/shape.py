"""The shape of code: how long it is, what it imports, and whether its imports run in a circle."""

import ast
from collections.abc import Mapping

from devloop_nb.values.finding import Finding
from devloop_nb.values.imports import foreign_imports, imported_names


def long_functions(file: str, source: str, limit: float) -> tuple[str, list[Finding]]:
    """The longest function's lines, and those that are too long; decorators are not counted."""
    lines = {
        node: (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    found = [
        _finding("function_lines", file, node.lineno, f"{node.name} has {count} lines; at most {limit:g}")
        for node, count in lines.items()
        if count > limit
    ]
    return f"{max(lines.values(), default=0)} of {limit:g}", found


def long_file(gate: str, file: str, source: str, limit: float) -> tuple[str, list[Finding]]:
    """The file's lines."""
    count = len(source.splitlines())
    found = [_finding(gate, file, 0, f"it has {count} lines; at most {limit:g}")] if count > limit else []
    return f"{count} of {limit:g}", found


def dependencies(file: str, source: str, limit: float) -> tuple[str, list[Finding]]:
    """The modules that it imports, beside Python's own."""
    names = foreign_imports(source)
    says = f"it depends on {len(names)} modules, {', '.join(names)}; at most {limit:g}"
    return f"{len(names)} of {limit:g}", [_finding("dependencies", file, 0, says)] if len(names) > limit else []


def import_cycle(module: str, sources: Mapping[str, str]) -> list[Finding]:
    """The shortest way from a module back to itself."""
    graph = {name: [other for other in _imports(source) if other in sources] for name, source in sources.items()}
    ways = [[module]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for other in graph[way[-1]]:
            if other == module:
                says = f"the imports run in a circle: {' -> '.join([*way, module])}"
                return [_finding("cycles", f"{module}.py", _line(sources[module], [*way, module][1]), says)]
            if other not in seen:
                seen.add(other)
                ways.append([*way, other])
    return []


def _imports(source: str) -> tuple[str, ...]:
    try:
        return tuple(imported_names(source))
    except (SyntaxError, ValueError):  # Another module may have no code that parses.
        return ()


def _line(source: str, name: str) -> int:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import) and any(alias.name.split(".")[0] == name for alias in node.names):
            return node.lineno
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == name:
            return node.lineno
    return 0


def _finding(gate: str, file: str, line: int, says: str) -> Finding:
    return Finding(severity="error", about=gate, says=says, file=file, line=line, rule=gate.replace("_", "-"))
