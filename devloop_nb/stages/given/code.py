"""Functions and classes of the user's -> their source, and what they need of where they stand."""

import ast
import inspect
import sys
import sysconfig
import textwrap
from collections.abc import Collection, Mapping, Sequence
from types import ModuleType
from typing import Any

from devloop_nb.stages.given.literals import NotPlain
from devloop_nb.values.imports import unbound_names

DEFINITIONS = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def is_code(value: Any) -> bool:
    """Whether it is a function or a class."""
    return inspect.isfunction(value) or inspect.isclass(value) or inspect.isbuiltin(value)


def code_source(name: str, value: Any, cells: Sequence[str] = ()) -> str:
    """The definition as it was written; of a class, in the last of the ``cells`` that has it. Raises ``NotPlain``."""
    if inspect.isclass(value) and value.__module__ == "__main__":
        found = next((text for cell in reversed(cells) if (text := _defined(value.__name__, cell))), "")
        if not found:
            raise NotPlain("the cell with its class statement is not known")
        return _as_named(name, value, found)
    try:
        return _as_named(name, value, textwrap.dedent(inspect.getsource(value)))
    except (OSError, TypeError):
        raise NotPlain("its source is not known") from None


def installed_import(name: str, value: Any) -> str:
    """The import that gives a function or a class of an installed module; empty where it is none."""
    module, own = sys.modules.get(value.__module__ or ""), getattr(value, "__name__", "")
    if module is None or getattr(module, own, None) is not value:
        return ""
    return f"from {module.__name__} import {own} as {name}" if _is_installed(module) else ""


def _is_installed(module: ModuleType) -> bool:
    """Whether a fresh kernel finds the module; those beside a notebook it does not."""
    file = getattr(module, "__file__", None) or ""
    homes = tuple(sysconfig.get_paths()[place] for place in ("stdlib", "purelib", "platlib"))
    return module.__name__.partition(".")[0] in sys.stdlib_module_names or file.startswith(homes)


def surroundings(source: str, value: Any, given: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The imports that a definition needs, and the other given names it uses. Raises ``NotPlain``."""
    space = _space(value)
    imports, uses, lacking = list[str](), list[str](), list[str]()
    for name in unbound_names(source):
        if name in given:
            uses.append(name)
        elif line := _import_of(name, space.get(name)):
            imports.append(line)
        else:
            lacking.append(name)
    if lacking:
        raise NotPlain(f"it uses {', '.join(lacking)}, which only this session has: give it too, by its name")
    return tuple(imports), tuple(uses)


def _space(value: Any) -> Mapping[str, Any]:
    if inspect.isfunction(value):
        return value.__globals__
    return vars(sys.modules.get(value.__module__, ModuleType("nowhere")))


def _import_of(name: str, value: Any) -> str:
    if isinstance(value, ModuleType) and _is_installed(value):
        return f"import {value.__name__} as {name}"
    return installed_import(name, value) if is_code(value) else ""


def _defined(name: str, cell: str) -> str:
    """The last definition of that name at the top of a cell."""
    try:
        tree = ast.parse(cell)
    except (SyntaxError, ValueError):
        return ""
    found = [node for node in tree.body if isinstance(node, DEFINITIONS) and node.name == name]
    return _with_decorators(cell, found[-1]) if found else ""


def _with_decorators(cell: str, node: DEFINITIONS) -> str:
    first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
    return "\n".join(cell.splitlines()[first - 1 : node.end_lineno]) + "\n"


def _as_named(name: str, value: Any, source: str) -> str:
    """The source with the name by which it is given. Raises ``NotPlain`` where it is no definition."""
    try:
        (node,) = ast.parse(source).body
    except (SyntaxError, ValueError):
        node = None
    if not isinstance(node, DEFINITIONS):
        raise NotPlain("it is no def and no class; a lambda has no name of its own")
    return source if node.name == name else f"{source.rstrip()}\n\n\n{name} = {node.name}\n"
