"""Python source as a tree: parsed without crashing, what it binds, what it leaves unbound."""

import ast
import builtins
import warnings
from collections.abc import Iterator

LONGEST = 200_000
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def parse(code: str) -> ast.Module:
    """The tree; ``SyntaxError`` for whatever Python cannot read, also where it is too long or too deep for it."""
    if len(code) > LONGEST:
        raise SyntaxError(f"{len(code):,} characters are too long to read")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(code)
    except (MemoryError, RecursionError):
        raise SyntaxError("nested too deeply to read") from None
    except ValueError as error:
        raise SyntaxError(str(error)) from None


def try_parse(code: str) -> ast.Module | None:
    """The tree, or ``None``."""
    try:
        return parse(code)
    except SyntaxError:
        return None


def trouble(code: str) -> str:
    """Why the code cannot be read, in one line; empty where it can."""
    try:
        parse(code)
    except SyntaxError as error:
        where = f"line {error.lineno}: " if error.lineno else ""
        return f"{where}{' '.join(str(error.msg).split())}"
    return ""


def bound_names(tree: ast.Module) -> set[str]:
    """Names that the module binds at its top, also inside ``if`` and ``try``; ``*`` where it imports a star."""
    return {name for node in _outside_functions(tree) for name in _binds(node)}


def unbound_names(tree: ast.Module) -> set[str]:
    """Names that are read somewhere and bound nowhere, builtins apart."""
    read = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    bound = {name for node in ast.walk(tree) for name in _binds(node)}
    return read - bound - set(dir(builtins)) - {"__file__", "__name__"}


def functions(tree: ast.Module) -> list[ast.FunctionDef]:
    """The functions at the top."""
    return [node for node in tree.body if isinstance(node, ast.FunctionDef)]


def signature(entry: str) -> ast.FunctionDef | None:
    """``scale(xs)``, ``scale(xs) -> list`` or ``def scale(xs):`` as an empty function; ``None`` for anything else."""
    head = entry.strip().removeprefix("def ").rstrip().rstrip(":")
    tree = try_parse(f"def {head}: pass")
    return functions(tree)[0] if tree and len(tree.body) == 1 and functions(tree) else None


def arity(function: ast.FunctionDef) -> int:
    """How many arguments can be given by position."""
    return len(function.args.posonlyargs) + len(function.args.args)


def _outside_functions(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node that runs on import; on a list of its own, for trees may be deeper than Python's stack."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        if node is tree or not isinstance(node, _SCOPES):
            waiting.extend(ast.iter_child_nodes(node))


def _binds(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            yield from (alias.asname or alias.name.partition(".")[0] for alias in names)
        case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name) | ast.ExceptHandler(name=str(name)):
            yield name
        case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
            yield name
        case _:
            return
