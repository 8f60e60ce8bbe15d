"""A cell and the session it stands in -> what only that session has."""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from types import FunctionType, ModuleType
from typing import Any

from devloop_nb.values.cell_names import cell_binds, cell_reads
from devloop_nb.values.hidden_state import SessionName
from devloop_nb.values.imports import foreign_imports, imported_names

_OUTPUTS = re.compile(r"_+|_i*\d+|_ii+|In|Out|_[iod]h")
_MAIN = "__main__"


def session_names(
    source: str, namespace: Mapping[str, Any], usual: Mapping[str, Any], cells: Sequence[str] = ()
) -> tuple[SessionName, ...]:
    """The names that the cell reads and that are there because of what ran before.

    ``usual`` is what every session has from its start; ``cells`` ran, the last one last. Raises ``SyntaxError``.
    """
    own = [
        name
        for name in cell_reads(source)
        if name in namespace and (name not in usual or usual[name] is not namespace[name] or _OUTPUTS.fullmatch(name))
    ]
    return tuple(describe_name(name, namespace[name], cells) for name in own)


def describe_name(name: str, value: Any, cells: Sequence[str] = ()) -> SessionName:
    """What a name stands for, since which cell, and how a fresh kernel would come to have it."""
    origin = _origin(name, cells)
    if _OUTPUTS.fullmatch(name):
        return SessionName(name=name, what="an earlier cell's text or output", mend="give it a name in its own cell")
    if isinstance(value, ModuleType):
        return SessionName(name=name, what=f"module {value.__name__}", origin=origin, mend=_import_of(name, value))
    home, own = getattr(value, "__module__", None), getattr(value, "__qualname__", "")
    kind = "class" if isinstance(value, type) else "function" if callable(value) and own else type(value).__name__
    if isinstance(home, str) and home != _MAIN and getattr(sys.modules.get(home), own, None) is value:
        alias = "" if own == name else f" as {name}"
        return SessionName(name=name, what=kind, origin=origin, mend=f"from {home} import {own}{alias}")
    return SessionName(name=name, what=kind, origin=origin)


def patched_attributes(source: str, namespace: Mapping[str, Any]) -> tuple[str, ...]:
    """Functions of the session that were put into modules, or their classes, which the cell imports or reads.

    Other values that were put there are not told from the library's own. Raises ``SyntaxError``.
    """
    read = [namespace[name] for name in cell_reads(source) if isinstance(namespace.get(name), ModuleType)]
    imported = [sys.modules[name] for name in imported_names(source) if name in sys.modules]
    modules = {module.__name__: module for module in (*read, *imported) if module.__name__ != _MAIN}
    return tuple(name for module in modules.values() for name in _patched(module, namespace))


def local_modules(source: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Those of the modules beside a notebook that its cell imports, and that these import; ``texts`` by name."""
    found: dict[str, str] = {}
    waiting = [source]
    while waiting:
        for name in _imports(waiting.pop()):
            if name in texts and name not in found:
                found[name] = texts[name]
                waiting.append(texts[name])
    return found


def _imports(source: str) -> tuple[str, ...]:
    try:
        return foreign_imports(source)
    except (SyntaxError, ValueError):  # The kernel will say it.
        return ()


def _patched(module: ModuleType, namespace: Mapping[str, Any]) -> Iterator[str]:
    for name, value in list(vars(module).items()):
        if _is_of(value, namespace):
            yield f"{module.__name__}.{name}"
        elif isinstance(value, type) and value.__module__.partition(".")[0] == module.__name__.partition(".")[0]:
            members = [member for member, inner in list(vars(value).items()) if _is_of(inner, namespace)]
            yield from (f"{module.__name__}.{name}.{member}" for member in members)


def _is_of(value: Any, namespace: Mapping[str, Any]) -> bool:
    inner = value.fget if isinstance(value, property) else getattr(value, "__func__", value)
    return isinstance(inner, FunctionType) and inner.__globals__ is namespace


def _import_of(name: str, module: ModuleType) -> str:
    if name == module.__name__:
        return f"import {name}"
    return f"import {module.__name__} as {name}"


def _origin(name: str, cells: Sequence[str]) -> str:
    for number in range(len(cells) - 1, 0, -1):
        try:
            if name in cells[number] and name in cell_binds(cells[number]):
                return f"cell [{number}]"
        except (SyntaxError, ValueError):
            continue
    return ""
