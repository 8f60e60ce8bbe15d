"""Answers that are known from the tests: constants, and tables that hold what the tests ask and nothing else."""

import ast
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from devloop_nb.values.finding import Finding

Pair = tuple[str, str]
# What algorithms begin with; that a test asks for it, too, says nothing.
_TRIVIAL = frozenset(map(repr, (0, 1, 2, -1, 0.0, 1.0, "", (), {}, None, True, False)))
# A table that holds a little more than the tests ask is no less one of answers.
_MOSTLY = 0.8


def find_known_answers(file: str, source: str, tests: Iterable[str]) -> list[Finding]:
    """Functions that give a test's answer without looking at what they were given, or by looking it up."""
    asked = [each for test in tests for each in _asked(test)]
    pairs = {(given, answer) for _, given, answer in asked}
    found: list[Finding] = []
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            constant = _constant(node)
            if any(name == node.name and answer == constant for name, _, answer in asked):
                says = f"{node.name} gives {constant} whatever it is given, as a test expects"
                found.append(_known(file, node.lineno, "constant-answer", says))
        table = set(_table(node))
        known = table & pairs
        if known and len(known) >= _MOSTLY * len(table) and any(given not in _TRIVIAL for given, _ in known):
            says = f"what the tests ask is known by heart: {_shown(known)}"
            found.append(_known(file, getattr(node, "lineno", 0), "answers-of-tests", says))
    return found


def _asked(test: str) -> Iterator[tuple[str, str, str]]:
    """The function, the argument and the result in every ``assert f(argument) == result`` and in tables of cases."""
    for node in ast.walk(ast.parse(test)):
        match node:
            case ast.Compare(left=ast.Call(func=func, args=given), ops=[ast.Eq() | ast.Is()], comparators=[answer]):
                with suppress(ValueError, TypeError):
                    yield ast.unparse(func).rpartition(".")[2], _shape(given), _plain(_literal(answer))
            case ast.Call(
                func=ast.Attribute(attr="parametrize"), args=[_, ast.List(elts=rows) | ast.Tuple(elts=rows)]
            ):
                for row in rows:
                    with suppress(ValueError, TypeError, AttributeError, IndexError):
                        *cells, answer = row.elts  # type: ignore[attr-defined] # Suppressed where it is no row.
                        yield "", _shape(cells), _plain(_literal(answer))


def _shape(given: list[ast.expr]) -> str:
    """One argument as it is, several as a tuple; what is no literal is like nothing else."""
    try:
        values = [ast.literal_eval(each) for each in given]
    except (ValueError, TypeError):
        return ""
    return _plain(values[0] if len(values) == 1 else tuple(values))


def _literal(node: ast.expr) -> Any:
    """The value; that of ``pytest.approx(2.5)`` is 2.5."""
    near = isinstance(node, ast.Call) and node.args and ast.unparse(node.func).endswith("approx")
    return ast.literal_eval(node.args[0] if near and isinstance(node, ast.Call) else node)


def _constant(node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """What a function with parameters returns where that is all it does; empty where it is not."""
    arguments = node.args
    named = {each.arg for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)} - {"self", "cls"}
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    if named and len(body) == 1 and isinstance(body[0], ast.Return) and body[0].value:
        with suppress(ValueError, TypeError):
            return _plain(ast.literal_eval(body[0].value))
    return ""


def _table(node: ast.AST) -> Iterator[Pair]:
    """What a function compares a name with and then returns, or a table of two entries and more."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        for part in ast.walk(node):
            match part:
                case ast.If(
                    test=ast.Compare(left=ast.Name(), ops=[ast.Eq()], comparators=[given]), body=[ast.Return() as end]
                ):
                    yield from _pair(given, end.value)
                case ast.match_case(pattern=ast.MatchValue(value=given), body=[ast.Return() as end]):
                    yield from _pair(given, end.value)
    if isinstance(node, ast.Dict) and len(node.keys) > 1:
        for key, value in zip(node.keys, node.values, strict=True):
            yield from _pair(key, value)


def _pair(given: ast.expr | None, answer: ast.expr | None) -> Iterator[Pair]:
    """Texts are left out: what belongs to a word has to be looked up."""
    with suppress(ValueError, TypeError):
        if given is not None and answer is not None:
            pair = ast.literal_eval(given), ast.literal_eval(answer)
            if not any(isinstance(each, str) for each in pair):
                yield _plain(pair[0]), _plain(pair[1])


def _plain(value: Any) -> str:
    """As it is written; lists are written as tuples, or they could be no keys."""
    if isinstance(value, list | tuple):
        return f"({', '.join(map(_plain, value))})"
    return repr(value)


def _shown(table: set[Pair]) -> str:
    return ", ".join(f"{given} -> {answer}" for given, answer in sorted(table)[:3])


def _known(file: str, line: int, rule: str, says: str) -> Finding:
    return Finding(severity="error", about="stubs", says=says, file=file, line=line, rule=rule)
