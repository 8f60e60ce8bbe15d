"""Answers that are known from the tests: constants, and tables that hold what the tests ask and nothing else."""

import ast
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from devloop_nb.values.finding import Finding

Pair = tuple[str, str]
# What algorithms begin with; that a test asks for it, too, says nothing.
_TRIVIAL = frozenset(map(repr, (0, 1, 2, -1, 0.0, 1.0, "", (), [], {}, None, True, False)))


def find_known_answers(file: str, source: str, tests: Iterable[str]) -> list[Finding]:
    """Functions that give a test's answer without looking at what they were given, or by looking it up."""
    asked = [each for test in tests for each in _asked(test)]
    pairs = {(given, answer) for _, given, answer in asked}
    found: list[Finding] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            constant = _constant(node)
            if any(name == node.name and answer == constant for name, _, answer in asked):
                says = f"{node.name} gives {constant} whatever it is given, as a test expects"
                found.append(_known(file, node, "constant-answer", says))
            table = set(_table(node))
            if table and table <= pairs and any(given not in _TRIVIAL for given, _ in table):
                says = f"{node.name} knows what the tests ask: {_shown(table)}"
                found.append(_known(file, node, "answers-of-tests", says))
    return found


def _asked(test: str) -> Iterator[tuple[str, str, str]]:
    """The function, the argument and the result in every ``assert f(argument) == result`` and in tables of cases."""
    for node in ast.walk(ast.parse(test)):
        match node:
            case ast.Compare(left=ast.Call(func=func, args=given), ops=[ast.Eq() | ast.Is()], comparators=[answer]):
                with suppress(ValueError, TypeError):
                    yield ast.unparse(func).rpartition(".")[2], _shape(given), repr(_literal(answer))
            case ast.Call(
                func=ast.Attribute(attr="parametrize"), args=[_, ast.List(elts=rows) | ast.Tuple(elts=rows)]
            ):
                for row in rows:
                    with suppress(ValueError, TypeError, AttributeError, IndexError):
                        *cells, answer = row.elts  # type: ignore[attr-defined] # Suppressed where it is no row.
                        yield "", _shape(cells), repr(_literal(answer))


def _shape(given: list[ast.expr]) -> str:
    """One argument as it is, several as a tuple; what is no literal is like nothing else."""
    try:
        values = [ast.literal_eval(each) for each in given]
    except (ValueError, TypeError):
        return ""
    return repr(values[0] if len(values) == 1 else tuple(values))


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
            return repr(ast.literal_eval(body[0].value))
    return ""


def _table(function: ast.AST) -> Iterator[Pair]:
    for node in ast.walk(function):
        match node:
            case ast.If(
                test=ast.Compare(left=ast.Name(), ops=[ast.Eq()], comparators=[given]),
                body=[ast.Return(value=answer)],
            ):
                yield from _pair(given, answer)
            case ast.match_case(pattern=ast.MatchValue(value=given), body=[ast.Return(value=answer)]):
                yield from _pair(given, answer)
            case (
                ast.Subscript(value=ast.Dict(keys=keys, values=values))
                | ast.Call(func=ast.Attribute(value=ast.Dict(keys=keys, values=values), attr="get"))
            ):
                for given_key, value in zip(keys, values, strict=True):
                    yield from _pair(given_key, value)


def _pair(given: ast.expr | None, answer: ast.expr | None) -> Iterator[Pair]:
    """Texts are left out: what belongs to a word has to be looked up."""
    with suppress(ValueError, TypeError):
        if given is not None and answer is not None:
            pair = ast.literal_eval(given), ast.literal_eval(answer)
            if not any(isinstance(each, str) for each in pair):
                yield repr(pair[0]), repr(pair[1])


def _shown(table: set[Pair]) -> str:
    return ", ".join(f"{given} -> {answer}" for given, answer in sorted(table)[:3])


def _known(file: str, node: ast.FunctionDef | ast.AsyncFunctionDef, rule: str, says: str) -> Finding:
    return Finding(severity="error", about="stubs", says=says, file=file, line=node.lineno, rule=rule)
