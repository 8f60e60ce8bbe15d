"""A file of tests taken apart, and put together again, by whole test functions and classes."""

import ast
import io
from collections.abc import Collection, Iterator

Unit = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def units(source: str) -> dict[str, str]:
    """The text of each test at the top of the file, by name, with its decorators and the comments above it."""
    lines = _lines(source)
    return {node.name: "".join(lines[first:last]) for node, first, last in _places(source)}


def loners(source: str) -> tuple[str, ...]:
    """The names of those that can stand in a file without the others: none uses another, or is used anywhere."""
    tests = {node.name: node for node, _, _ in _places(source)}
    used = _names(ast.parse(source)) & tests.keys()
    return tuple(name for name, node in tests.items() if name not in used and not _names(node) & tests.keys())


def without(source: str, names: Collection[str]) -> str:
    """The file without the tests of these names; what they share with others stays."""
    cut = {line for node, first, last in _places(source) if node.name in names for line in range(first, last)}
    kept = "".join(line for number, line in enumerate(_lines(source)) if number not in cut)
    return f"{kept.strip()}\n"


def joined(source: str, other: str) -> str:
    """The file with the tests of another that stem from the same one."""
    return "\n\n\n".join(text.strip() for text in (source, *units(other).values())) + "\n"


def _places(source: str) -> Iterator[tuple[Unit, int, int]]:
    """Each test with its first line, counted from 0, and the line after its last."""
    lines = _lines(source)
    for node in ast.parse(source).body:
        if isinstance(node, Unit) and node.name.startswith(("test", "Test")):
            first = min([node.lineno, *(each.lineno for each in node.decorator_list)]) - 1
            while first and lines[first - 1].startswith("#"):
                first -= 1
            yield node, first, node.end_lineno or node.lineno


def _lines(source: str) -> list[str]:
    """Lines as Python counts them, which is not as ``splitlines`` does."""
    return io.StringIO(source, newline=None).readlines()


def _names(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
