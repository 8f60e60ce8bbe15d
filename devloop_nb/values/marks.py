"""Which test says of itself that it proves a criterion: by mark, comment, docstring or name."""

import ast
import re
from collections.abc import Iterable, Iterator

from devloop_nb.values.compliance import Claim, Criterion
from devloop_nb.values.suite import SuiteFile

_SMALL = frozenset({"the", "and", "must", "should", "not", "are", "for", "with", "that", "its", "test", "assert"})
Function = ast.FunctionDef | ast.AsyncFunctionDef


def marked(files: Iterable[SuiteFile], criteria: Iterable[Criterion]) -> dict[str, Claim]:
    """By the criterion's id, the tests that bear it; parameters are left out of their ids."""
    tests = [*_tests(files)]
    named = {each.id: tuple(test for test, text in tests if _bears(text, each.id)) for each in criteria}
    return {id: Claim(id=id, tests=found) for id, found in named.items() if found}


def likely(files: Iterable[SuiteFile], criterion: Criterion) -> str:
    """The test whose words, those of its name above all, are most like the criterion's: a hint, and no proof."""
    wanted = _words(criterion.says)
    shared = {test: len(wanted & _words(text)) + len(wanted & _words(test)) for test, text in _tests(files)}
    best = max(shared, key=lambda test: shared[test], default="")
    return best if shared.get(best, 0) >= 2 else ""


def _tests(files: Iterable[SuiteFile]) -> Iterator[tuple[str, str]]:
    """Each test's id and its text, from the comments and decorators above it on."""
    for file in files:
        lines = file.source.splitlines()
        for place, node in _functions(ast.parse(file.source), file.name):
            first = min([node.lineno, *(each.lineno for each in node.decorator_list)]) - 1
            while first and lines[first - 1].strip().startswith("#"):
                first -= 1
            yield place, "\n".join(lines[first : node.end_lineno])


def _functions(tree: ast.Module | ast.ClassDef, place: str) -> Iterator[tuple[str, Function]]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield from _functions(node, f"{place}::{node.name}")
        elif isinstance(node, Function) and node.name.startswith("test"):
            yield f"{place}::{node.name}", node


def _bears(text: str, id: str) -> bool:
    """In a mark, a comment or a docstring; in the name, ``test_m1_ends``, in small letters."""
    name = re.search(r"def (test\w*)", text)
    in_name = bool(name and id.lower() in name[1].split("_"))
    in_words = re.search(rf"(#|must\(|\"\"\"|''')[^\n]*\b{id}\b", text)
    return in_name or bool(in_words) or bool(re.search(rf"\b{id}\b", _docstring(text)))


def _docstring(text: str) -> str:
    match = re.search(r":\s*\n\s*(\"\"\"|''')(.*?)\1", text, re.DOTALL)
    return match[2] if match else ""


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{3,}", text.lower())) - _SMALL
