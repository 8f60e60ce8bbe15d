"""Stubs and placeholders, found in the syntax tree."""

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from contextlib import suppress

from devloop_nb.values.finding import Finding

Function = ast.FunctionDef | ast.AsyncFunctionDef
_NO_BODY = ("abstractmethod", "overload")
_WORDS = "todo:|your code here|implement (this|me|later)|placeholder (implementation|for now|code)"
_LATER = re.compile(rf"\b(TODO|FIXME)\b|\bINCOMPLETE:|(?i:\b({_WORDS}))")


def find_stubs(file: str, source: str, tests: Iterable[str] = ()) -> list[Finding]:
    """Functions without a body, parts that are left for later, and comments that say so.

    ``tests`` that speak of ``NotImplementedError`` want it raised.
    """
    tree = ast.parse(source)
    wanted = any("NotImplementedError" in test for test in tests)
    for_others = set(_overridden([tree, *map(ast.parse, tests)]))
    unfinished = [] if wanted else _unfinished(file, tree, for_others)
    found = [*_empty(file, tree, for_others), *unfinished, *_comments(file, source)]
    return sorted(found, key=lambda finding: finding.line)


def _empty(file: str, tree: ast.Module, for_others: set[Function]) -> Iterator[Finding]:
    excused = {child for node in ast.walk(tree) if _is_protocol(node) for child in ast.iter_child_nodes(node)}
    excused |= for_others
    for node in ast.walk(tree):
        if isinstance(node, Function) and node not in excused and not _has_no_body(node):
            body = [statement for statement in node.body if not _says_nothing(statement)]
            if not body and node.name not in ("__init__", "__del__"):
                yield _stub(file, node.lineno, "empty-function", f"{node.name} has no body")


def _unfinished(file: str, tree: ast.Module, for_others: set[Function]) -> Iterator[Finding]:
    excused = {
        id(child)
        for node in ast.walk(tree)
        if isinstance(node, Function) and (_has_no_body(node) or node in for_others)
        for child in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and node.exc and id(node) not in excused:
            raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            if ast.unparse(raised).rpartition(".")[2] == "NotImplementedError":
                yield _stub(file, node.lineno, "not-implemented", "it raises NotImplementedError")


def _overridden(trees: Iterable[ast.Module]) -> Iterator[Function]:
    """Methods that are there to be written by a class further down, or in the tests."""
    found = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    classes = {node.name: node for node in found}
    for heir in found:
        own = {node.name for node in heir.body if isinstance(node, Function)}
        for base in filter(None, (classes.get(ast.unparse(base)) for base in heir.bases)):
            yield from (node for node in base.body if isinstance(node, Function) and node.name in own)


def _comments(file: str, source: str) -> Iterator[Finding]:
    plain = source.replace("\r\n", "\n").replace("\r", "\n")  # As Python itself reads it.
    with suppress(tokenize.TokenError, SyntaxError):
        for token in tokenize.generate_tokens(io.StringIO(plain).readline):
            if token.type == tokenize.COMMENT and _LATER.search(token.string):
                yield _stub(file, token.start[0], "left-for-later", f"a comment says {token.string.strip()[:80]!r}")


def _says_nothing(statement: ast.stmt) -> bool:
    """``pass``, ``...`` and docstrings."""
    constant = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return constant or isinstance(statement, ast.Pass)


def _has_no_body(node: Function) -> bool:
    return any(ast.unparse(each).rpartition(".")[2] in _NO_BODY for each in node.decorator_list)


def _is_protocol(node: ast.AST) -> bool:
    bases = node.bases if isinstance(node, ast.ClassDef) else []
    return any("Protocol" in ast.unparse(base) for base in bases)


def _stub(file: str, line: int, rule: str, says: str) -> Finding:
    return Finding(severity="error", about="stubs", says=says, file=file, line=line, rule=rule)
