"""Code that falls short -> the same code after one small edit, many times: one of them may be what was meant.

The edits are those by which programs are repaired in the literature: statements deleted and moved, operators and
names replaced, constants and bounds off by one, cases guarded (Le Goues et al., GenProg, IEEE TSE 38(1), 2012; Long
and Rinard, Prophet, POPL 2016). Nothing in them is made for a certain task.
"""

import ast
import copy
from collections.abc import Iterator
from itertools import chain

from devloop_nb.values.replacements import replacements
from devloop_nb.values.tree_change import with_node

_EMPTY = ("0", "[]", "{}", "''", "None", "1", "True", "False")


def edits(code: str, most: int) -> tuple[str, ...]:
    """At most ``most`` different ones, the least intrusive first; none where the code does not parse."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return ()
    itself = ast.unparse(tree) + "\n"
    found: dict[str, bool] = {}
    for edited in chain(_moved(tree), _replaced(tree), _deleted(tree), _returning(tree), _guarded(tree)):
        if len(found) >= most:
            break
        if edited != itself:
            found[edited] = True
    return tuple(found)


def _replaced(tree: ast.Module) -> Iterator[str]:
    names = list(dict.fromkeys(name for node in ast.walk(tree) for name in _bound(node)))
    for number, node in enumerate(ast.walk(tree)):
        for other in replacements(node, names):
            yield with_node(tree, number, other)


def _bound(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
            yield name


def _moved(tree: ast.Module) -> Iterator[str]:
    """What is returned within a loop, after it: there a weak model most often ends too early."""
    for number, node in enumerate(ast.walk(tree)):
        for place, loop in enumerate(getattr(node, "body", None) or () if isinstance(node, ast.stmt) else ()):
            if isinstance(loop, ast.For | ast.While):
                for inner, last in enumerate(_ends(loop)):
                    if last and isinstance(last[-1], ast.Return) and len(loop.body) > (inner == 0):
                        yield _with_return_after(tree, number, place, inner)


def _with_return_after(tree: ast.Module, number: int, place: int, inner: int) -> str:
    other = copy.deepcopy(tree)
    body = list(ast.walk(other))[number].body  # type: ignore[attr-defined] # the caller has seen that it has one
    body.insert(place + 1, _ends(body[place])[inner].pop())
    return ast.unparse(ast.fix_missing_locations(other)) + "\n"


def _ends(loop: ast.For | ast.While) -> tuple[list[ast.stmt], ...]:
    """The blocks in which a loop may return: its own, and the else of its conditions."""
    return (loop.body, *(each.orelse for each in loop.body if isinstance(each, ast.If)))


def _deleted(tree: ast.Module) -> Iterator[str]:
    for number, node in enumerate(ast.walk(tree)):
        for field in ("body", "orelse"):
            block = getattr(node, field, None)
            if isinstance(block, list) and not isinstance(node, ast.Module):
                for place, statement in enumerate(block):
                    if not _is_docstring(statement):
                        yield _without(tree, number, field, place)


def _without(tree: ast.Module, number: int, field: str, place: int) -> str:
    other = copy.deepcopy(tree)
    node = list(ast.walk(other))[number]
    block = getattr(node, field)
    block.pop(place)
    if field == "body" and not block:
        block.append(ast.Pass())
    return ast.unparse(ast.fix_missing_locations(other)) + "\n"


def _returning(tree: ast.Module) -> Iterator[str]:
    """With a last line that gives back what was worked out."""
    for number, function in enumerate(ast.walk(tree)):
        if isinstance(function, ast.FunctionDef) and not isinstance(function.body[-1], ast.Return):
            for name in dict.fromkeys(name for node in ast.walk(function) for name in _bound(node)):
                yield _with_line(tree, number, f"return {name}", at_end=True)


def _guarded(tree: ast.Module) -> Iterator[str]:
    """With an answer of its own for what is empty."""
    for number, function in enumerate(ast.walk(tree)):
        if isinstance(function, ast.FunctionDef):
            for name in (argument.arg for argument in function.args.args):
                for value in (*_EMPTY, name):
                    yield _with_line(tree, number, f"if not {name}:\n    return {value}")


def _with_line(tree: ast.Module, number: int, line: str, *, at_end: bool = False) -> str:
    other = copy.deepcopy(tree)
    function = list(ast.walk(other))[number]
    body: list[ast.stmt] = function.body  # type: ignore[attr-defined] # the caller has seen a function
    body.insert(len(body) if at_end else int(_is_docstring(body[0])), ast.parse(line).body[0])
    return ast.unparse(ast.fix_missing_locations(other)) + "\n"


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
