"""The calls of a function in a test file whose arguments can be read without running anything."""

import ast
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import product
from typing import Any

Args = tuple[Any, ...]
Names = Mapping[str, Any]
Scope = ast.Module | ast.FunctionDef | ast.AsyncFunctionDef


def literal_calls(source: str, module: str, function: str, parameters: tuple[str, ...] = ()) -> list[Args]:
    """The arguments of each call of ``module.function``, in order of appearance.

    Names stand for literals that were assigned to them, or come from ``pytest.mark.parametrize``; ``parameters`` of
    the function are needed to place keyword arguments. What does not parse has no calls.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return []
    spelled = {function, f"{module}.{function}", *_aliases(tree, module, function)}
    scopes: list[Scope] = [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    outer = [*_calls(tree, spelled, _assigned(tree), parameters)] if not scopes else []
    return outer + [
        args
        for scope in scopes
        for row in _rows(scope)
        for args in _calls(scope, spelled, {**_assigned(tree), **row, **_assigned(scope)}, parameters)
    ]


def _aliases(tree: ast.Module, module: str, function: str) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == module:
            yield from (alias.asname for alias in node.names if alias.name == function and alias.asname)
        elif isinstance(node, ast.Import):
            yield from (f"{alias.asname}.{function}" for alias in node.names if alias.name == module and alias.asname)


def _assigned(scope: Scope) -> dict[str, Any]:
    """Names in the scope's own statements that are literals from the first assignment on."""
    found: dict[str, Any] = {}
    for node in scope.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            with suppress(ValueError, TypeError, SyntaxError):
                found.setdefault(node.targets[0].id, ast.literal_eval(node.value))
    return found


def _rows(scope: Scope) -> Iterator[Names]:
    """The values of a test's parameters, one mapping for each case; an empty one where it has none."""
    decorators = [] if isinstance(scope, ast.Module) else scope.decorator_list
    tables = [[*_table(node)] for node in decorators if isinstance(node, ast.Call) and _is_parametrize(node)]
    for rows in product(*tables):
        yield {name: value for row in rows for name, value in row.items()}


def _is_parametrize(node: ast.Call) -> bool:
    return ast.unparse(node.func).endswith("parametrize") and len(node.args) > 1


def _table(node: ast.Call) -> Iterator[Names]:
    with suppress(ValueError, TypeError, SyntaxError):
        told = ast.literal_eval(node.args[0])
        names = [name.strip() for name in told.split(",")] if isinstance(told, str) else list(told)
        for row in getattr(node.args[1], "elts", ()):
            cells = row.args if isinstance(row, ast.Call) else row.elts if len(names) > 1 else [row]
            yield {name: ast.literal_eval(cell) for name, cell in zip(names, cells, strict=False)}


def _calls(scope: Scope, spelled: set[str], names: Names, parameters: tuple[str, ...]) -> Iterator[Args]:
    for node in ast.walk(scope):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in spelled:
            with suppress(ValueError, TypeError, SyntaxError, KeyError):
                placed = {parameters.index(word.arg or ""): _value(word.value, names) for word in node.keywords}
                placed |= {place: _value(arg, names) for place, arg in enumerate(node.args)}
                yield tuple(placed[place] for place in range(len(placed)))


def _value(node: ast.expr, names: Names) -> Any:
    """Raises ``ValueError`` or ``KeyError`` where it cannot be read."""
    return names[node.id] if isinstance(node, ast.Name) else ast.literal_eval(node)
