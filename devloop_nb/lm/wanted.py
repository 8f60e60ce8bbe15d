"""Which names the tests want of a module."""

import ast
from collections.abc import Iterable, Iterator

from devloop_nb.lm.syntax import signature, try_parse
from devloop_nb.values.imports import EVERYWHERE


def wanted_names(module: str, tests: Iterable[str], entry: str = "") -> tuple[str, ...]:
    """What ``tests`` import from ``module``, in order; the name in ``entry`` where they import nothing."""
    found = dict.fromkeys(name for source in tests for name in _imported(module, source))
    if found:
        return tuple(found)
    called = signature(entry)
    return (called.name,) if called else ()


def _imported(module: str, source: str) -> Iterator[str]:
    tree = try_parse(source)
    for node in ast.walk(tree) if tree else ():
        match node:
            case ast.ImportFrom(module=name, level=0) if name == module:
                yield from (alias.name for alias in node.names if alias.name != "*")
            case ast.Attribute(value=ast.Name(id=name), attr=attr) if name == module and attr not in EVERYWHERE:
                yield attr
