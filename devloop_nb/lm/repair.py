"""Mechanical repair of code that does not parse or does not define what is wanted; every repair has a name."""

import ast
import io
import tokenize
from collections.abc import Callable, Sequence

from devloop_nb.lm.known_imports import add_imports
from devloop_nb.lm.syntax import arity, bound_names, functions, parse, signature, try_parse

_TRIES = 400
Repair = Callable[[str], tuple[str, str]]


def mend(code: str, wanted: Sequence[str], entry: str = "", weak: bool = False) -> tuple[str, tuple[str, ...]]:
    """The code and what was done to it: nothing, where it parses and binds the ``wanted`` names.

    ``weak`` adds what only small models need: the first definition of a name wins, examples, prints and asserts at
    the top are dropped, forgotten imports are added.
    """
    repairs: list[Repair] = []
    if not _fits(code, wanted):
        repairs += [cut_to_what_parses, lambda code: rename_function(code, wanted, entry)]
    if weak:
        repairs += [keep_first_definitions, drop_examples, add_imports]
    notes = []
    for repair in repairs:
        code, note = repair(code)
        notes.append(note)
    return code, tuple(filter(None, notes))


def _fits(code: str, wanted: Sequence[str]) -> bool:
    tree = try_parse(code)
    return tree is not None and bound_names(tree).issuperset(wanted)


def cut_to_what_parses(code: str) -> tuple[str, str]:
    """The longest beginning that Python can read."""
    lines = code.splitlines()
    end = len(lines)
    for _ in range(_TRIES):
        try:
            parse("\n".join(lines[:end]))
            break
        except SyntaxError as error:
            end = max(0, min(end - 1, (error.lineno or end) - 1))
    dropped = len(lines) - end
    return ("\n".join(lines[:end]) + "\n", f"cut off {_count(dropped, 'line')} at the end") if dropped else (code, "")


def rename_function(code: str, wanted: Sequence[str], entry: str = "") -> tuple[str, str]:
    """One missing name and one function that may be it: the function takes the name."""
    tree = try_parse(code)
    missing = [name for name in wanted if tree and name not in bound_names(tree)]
    if not tree or len(missing) != 1:
        return code, ""
    called = signature(entry)
    fits = arity(called) if called and called.name == missing[0] else None
    others = {f.name for f in functions(tree) if f.name not in wanted and fits in (None, arity(f))}
    if len(others) != 1:
        return code, ""
    old = others.pop()
    return _rename(code, old, missing[0]), f"renamed {old} to {missing[0]}"


def keep_first_definitions(code: str) -> tuple[str, str]:
    """Later functions and classes of the same name are dropped; decorated ones may be meant to share a name."""
    tree = try_parse(code)
    seen: set[str] = set()
    again: list[ast.stmt] = []
    for node in tree.body if tree else ():
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.decorator_list:
            if node.name in seen:
                again.append(node)
            seen.add(node.name)
    return _without(code, tree, again, "second definition")


def drop_examples(code: str) -> tuple[str, str]:
    """Without what only shows the code off: calls, prints, asserts and loops at the top, and the main guard."""
    tree = try_parse(code)
    own = {node.name for node in functions(tree)} if tree else set()
    shown = [node for number, node in enumerate(tree.body if tree else ()) if _is_example(node, number, own)]
    return _without(code, tree, shown, "example statement")


def _is_example(node: ast.stmt, number: int, own: set[str]) -> bool:
    match node:
        case ast.Expr(value=ast.Constant(value=str())) if number == 0:
            return False
        case ast.Expr() | ast.Assert() | ast.For() | ast.While():
            return True
        case ast.If(test=ast.Compare(left=ast.Name(id="__name__"))):
            return True
        case ast.Assign() | ast.AnnAssign():
            return bool(own.union(["input", "open"]) & _called(node))
        case _:
            return False


def _called(node: ast.AST) -> set[str]:
    calls = (n.func for n in ast.walk(node) if isinstance(n, ast.Call))
    return {function.id for function in calls if isinstance(function, ast.Name)}


def _without(code: str, tree: ast.Module | None, nodes: Sequence[ast.stmt], noun: str) -> tuple[str, str]:
    if not tree or not nodes:
        return code, ""
    kept = {line for node in tree.body if node not in nodes for line in _lines(node)}
    gone = {line for node in nodes for line in _lines(node)} - kept
    lines = code.splitlines()
    text = "\n".join(line for number, line in enumerate(lines, 1) if number not in gone).strip("\n")
    return text + "\n", f"dropped {_count(len(nodes), noun)}"


def _lines(node: ast.stmt) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _rename(code: str, old: str, new: str) -> str:
    """Every use of the name, but not an attribute that is called the same."""
    lines = code.splitlines(keepends=True)
    tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    for before, token in reversed(list(zip([tokens[0], *tokens], tokens, strict=False))):
        if token.type == tokenize.NAME and token.string == old and before.string != ".":
            row, column = token.start
            line = lines[row - 1]
            lines[row - 1] = line[:column] + new + line[column + len(old) :]
    return "".join(lines)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
