"""A node of a syntax tree -> other nodes that may have been meant in its place."""

import ast
from collections.abc import Iterator, Sequence

_ORDERS: tuple[type[ast.cmpop], ...] = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
_OPPOSITES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_ARITHMETIC: tuple[type[ast.operator], ...] = (
    *(ast.Add, ast.Sub, ast.Mult, ast.Div),
    *(ast.FloorDiv, ast.Mod, ast.Pow),
)
_KIN = {"min": "max", "max": "min", "sum": "len", "len": "sum", "any": "all", "all": "any"}
_WRAPPINGS = ("list", "sorted", "len", "sum", "dict", "set")


def replacements(node: ast.AST, names: Sequence[str]) -> Iterator[ast.AST]:  # noqa: C901 - a line for each kind of node
    """Each is one small edit; ``names`` are those that the code binds."""
    match node:
        case ast.Compare(left=left, ops=[op], comparators=others):
            yield from (ast.Compare(left, [kind()], others) for kind in _other_orders(op))
        case ast.BinOp():
            yield from _operations(node)
        case ast.AugAssign(target=target, op=op, value=value):
            yield from (ast.AugAssign(target, kind(), value) for kind in _ARITHMETIC[:3] if type(op) is not kind)
        case ast.BoolOp(op=op, values=values):
            yield from (ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values), *values)
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            yield from (ast.Constant(value + 1), ast.Constant(value - 1))
        case ast.Name(id=name, ctx=ast.Load()):
            yield from _values(node, [other for other in names if other != name])
        case ast.Subscript(ctx=ast.Load()):
            yield from _parts(node)
        case ast.Call():
            yield from _calls(node)
        case ast.If(test=test, body=body, orelse=orelse):
            yield ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.Return(value=ast.expr() as value):
            yield from _results(value, names)
        case _:
            yield from _comprehensions(node)


def _other_orders(op: ast.cmpop) -> Iterator[type[ast.cmpop]]:
    if opposite := _OPPOSITES.get(type(op)):
        yield opposite
    else:
        yield from (kind for kind in _ORDERS if kind is not type(op))


def _operations(node: ast.BinOp) -> Iterator[ast.expr]:
    yield from (ast.BinOp(node.left, kind(), node.right) for kind in _ARITHMETIC if kind is not type(node.op))
    yield from (node.left, node.right, ast.BinOp(node.right, node.op, node.left))


def _parts(node: ast.Subscript) -> Iterator[ast.expr]:
    """A slice in place of an item, and from the end in place of from the start."""
    match node.slice:
        case ast.Slice(lower=lower, upper=upper, step=None):
            yield ast.Subscript(node.value, ast.Slice(upper, lower, None), ast.Load())
        case ast.Slice():
            pass
        case index:
            yield ast.Subscript(node.value, ast.Slice(index, None, None), ast.Load())
            yield ast.Subscript(node.value, ast.Slice(None, index, None), ast.Load())


def _calls(node: ast.Call) -> Iterator[ast.expr]:
    if node.keywords:
        return
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name in _KIN:
        yield ast.Call(ast.Name(_KIN[name], ast.Load()), node.args, [])
    if name == "sorted":
        yield ast.Call(node.func, node.args, [ast.keyword("reverse", ast.Constant(True))])
    if len(node.args) == 2:
        yield ast.Call(node.func, node.args[::-1], [])
        yield ast.Call(node.func, node.args[1:], [])
    yield from node.args


def _comprehensions(node: ast.AST) -> Iterator[ast.expr]:
    match node:
        case ast.DictComp(key=key, value=value, generators=parts):
            yield ast.DictComp(value, key, parts)
        case ast.GeneratorExp(elt=each, generators=parts) | ast.ListComp(elt=each, generators=parts):
            kind = type(node)
            if isinstance(node, ast.GeneratorExp):
                yield ast.ListComp(each, parts)
            if any(part.ifs for part in parts):
                yield kind(each, [_with_ifs(part, []) for part in parts])
                yield kind(
                    each, [_with_ifs(part, [ast.UnaryOp(ast.Not(), test) for test in part.ifs]) for part in parts]
                )


def _with_ifs(part: ast.comprehension, ifs: list[ast.expr]) -> ast.comprehension:
    return ast.comprehension(part.target, part.iter, ifs, part.is_async)


def _values(node: ast.expr, names: Sequence[str]) -> Iterator[ast.expr]:
    yield from (ast.Name(name, ast.Load()) for name in names)
    yield ast.UnaryOp(ast.USub(), node)
    yield from (ast.BinOp(node, kind(), ast.Constant(1)) for kind in (ast.Add, ast.Sub))


def _results(value: ast.expr, names: Sequence[str]) -> Iterator[ast.Return]:
    yield from (_call(name, value) for name in _WRAPPINGS if not _calls_it(value, name))
    if not isinstance(value, ast.Name):
        yield from (ast.Return(ast.Name(name, ast.Load())) for name in names)


def _call(name: str, value: ast.expr) -> ast.Return:
    return ast.Return(ast.Call(ast.Name(name, ast.Load()), [value], []))


def _calls_it(value: ast.expr, name: str) -> bool:
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == name
