"""Which global names a cell reads before it binds them, as the compiler sees it."""

import ast
import builtins
import dis
import inspect
from collections.abc import Iterator
from types import CodeType

_BUILTINS = frozenset(dir(builtins)) | {"__name__", "__file__", "__doc__", "__builtins__", "__annotations__"}
_READS = ("LOAD_NAME", "LOAD_GLOBAL", "LOAD_FROM_DICT_OR_GLOBALS")
_BINDS = ("STORE_NAME", "STORE_GLOBAL")


def cell_reads(source: str) -> tuple[str, ...]:
    """Names that must be there before the cell runs, in order; what it reads out of strings is not seen.

    Functions read when they are called: for them it suffices that the cell binds a name anywhere. Raises
    ``SyntaxError``.
    """
    code = _compiled(source)
    return tuple(dict.fromkeys(name for name in _reads(code, frozenset(cell_binds(source))) if name not in _BUILTINS))


def cell_binds(source: str) -> tuple[str, ...]:
    """Global names that the cell binds, its functions included. Raises ``SyntaxError``."""
    return tuple(dict.fromkeys(_binds(_compiled(source), outermost=True)))


def _compiled(source: str) -> CodeType:
    code = compile(source, "<cell>", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    assert isinstance(code, CodeType)  # A tree comes only where it was asked for.
    return code


def _reads(code: CodeType, later: frozenset[str], before: frozenset[str] = frozenset()) -> Iterator[str]:
    """``later`` are the names that are bound by the time a function is called, ``before`` those bound already."""
    bound = set(before)
    for step in dis.get_instructions(code):
        if step.opname in _READS and step.argval not in bound:
            yield step.argval
        elif step.opname in _BINDS:
            bound.add(step.argval)
        elif isinstance(step.argval, CodeType):
            is_class = not step.argval.co_flags & inspect.CO_OPTIMIZED
            yield from _reads(step.argval, later, frozenset(bound) if is_class else later | bound)


def _binds(code: CodeType, outermost: bool) -> Iterator[str]:
    for step in dis.get_instructions(code):
        if step.opname == "STORE_GLOBAL" or (outermost and step.opname == "STORE_NAME"):
            yield step.argval
        elif isinstance(step.argval, CodeType):
            yield from _binds(step.argval, outermost=False)
