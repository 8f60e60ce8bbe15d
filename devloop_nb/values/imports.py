"""Which names a source takes from which modules, and which it uses without having them."""

import ast
import builtins
import sys
from collections.abc import Collection, Iterable, Iterator
from types import ModuleType

BUILTINS = frozenset(dir(builtins)) | {"__file__", "__name__"}
# What is there in every module is taken from none.
EVERYWHERE = frozenset(dir(ModuleType("any"))) | {"__file__", "__builtins__", "__cached__"}
_ABSENCE = frozenset({"ImportError", "ModuleNotFoundError", "Exception", "BaseException"})
NICKNAMES = {"np": "import numpy as np", "pd": "import pandas as pd", "pytest": "import pytest"}


def imported_names(source: str) -> dict[str, tuple[str, ...]]:
    """Top-level module -> the names taken from it; attributes of ``import module`` count as names too.

    Raises ``SyntaxError`` where the source does not parse.
    """
    tree = ast.parse(source)
    found: dict[str, dict[str, None]] = {}
    aliases: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.setdefault(node.module.split(".")[0], {}).update((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                found.setdefault(alias.name.split(".")[0], {})
                aliases[alias.asname or alias.name.split(".")[0]] = alias.name.split(".")[0]
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in aliases:
            found[aliases[node.value.id]][node.attr] = None
    return {
        module: tuple(name for name in names if name not in {"*", *EVERYWHERE}) for module, names in found.items()
    }


def foreign_imports(source: str, own: Collection[str] = ()) -> tuple[str, ...]:
    """Top-level modules that the source cannot do without: neither Python's nor among its ``own``, in order.

    What is imported where its absence is expected, or for type checkers only, it can do without. Raises
    ``SyntaxError`` where the source does not parse.
    """
    found = dict.fromkeys(name for statement in _needed(ast.parse(source)) for name in _modules(statement))
    return tuple(name for name in found if name not in own and name not in sys.stdlib_module_names)


def _needed(node: ast.AST) -> Iterator[ast.AST]:
    """Every node but those whose imports may fail."""
    yield node
    for child in ast.iter_child_nodes(node):
        excused = isinstance(node, ast.Try) and child in node.body and any(map(_expects_absence, node.handlers))
        if not excused and not (isinstance(node, ast.If) and child in node.body and _is_type_checking(node.test)):
            yield from _needed(child)


def _expects_absence(handler: ast.ExceptHandler) -> bool:
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(each is None or ast.unparse(each) in _ABSENCE for each in caught)


def _is_type_checking(test: ast.expr) -> bool:
    return ast.unparse(test).rpartition(".")[2] == "TYPE_CHECKING"


def _modules(node: ast.AST) -> tuple[str, ...]:
    match node:
        case ast.Import(names=aliases):
            return tuple(alias.name.partition(".")[0] for alias in aliases)
        case ast.ImportFrom(module=str(module), level=0):
            return (module.partition(".")[0],)
    return ()


def unbound_names(source: str) -> tuple[str, ...]:
    """Names that are read somewhere and bound nowhere, in order of appearance; scopes are not told apart."""
    nodes = list(ast.walk(ast.parse(source)))
    bound = set(BUILTINS)
    for node in nodes:
        bound.update(_bound_by(node))
    read = [node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)]
    return tuple(dict.fromkeys(name for name in read if name not in bound))


def import_line(name: str) -> str:
    """The import that usually binds a name, empty where it is not a well-known one."""
    return NICKNAMES.get(name) or (f"import {name}" if name in sys.stdlib_module_names else "")


def names_of(module: str, sources: Iterable[str]) -> tuple[str, ...]:
    """The names that any of the sources takes from the module, in order of appearance."""
    return tuple(dict.fromkeys(name for source in sources for name in imported_names(source).get(module, ())))


def _bound_by(node: ast.AST) -> list[str]:
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
            return [name]
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.arg(arg=name):
            return [name]
        case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
            return [(alias.asname or alias.name).split(".")[0] for alias in aliases]
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            return [name]
    return []
