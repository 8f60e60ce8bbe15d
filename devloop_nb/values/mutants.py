"""Code -> the same code with one small mistake in it, many times: what a good test finds."""

import ast

from devloop_nb.values.tree_change import with_node

_SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.Mult,
    ast.And: ast.Or,
    ast.Or: ast.And,
}


def mutants(code: str, most: int) -> tuple[str, ...]:
    """At most ``most`` of them, spread evenly over the code; none where it does not parse.

    Operators are swapped, conditions negated, constants changed and results withheld: the usual operators of mutation
    testing (Jia and Harman, An Analysis and Survey of the Development of Mutation Testing, 2011, section II).
    """
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return ()
    places = [number for number, node in enumerate(ast.walk(tree)) if _changed(node) is not None]
    step = max(1, len(places) / most)
    chosen = places if len(places) <= most else [places[int(place * step)] for place in range(most)]
    return tuple(_mutant(tree, number) for number in chosen)


def _mutant(tree: ast.Module, number: int) -> str:
    changed = _changed(list(ast.walk(tree))[number])
    if changed is None:
        raise ValueError("there is nothing to change in that place")
    return with_node(tree, number, changed)


def _changed(node: ast.AST) -> ast.AST | None:
    """Another node in its place; None where nothing is to be changed."""
    match node:
        case ast.Compare(ops=[op, *rest], left=left, comparators=comparators) if type(op) in _SWAPS:
            return ast.Compare(left, [_swapped(op), *rest], comparators)  # type: ignore[list-item] # a swap keeps the kind
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _SWAPS:
            return ast.BinOp(left, _swapped(op), right)  # type: ignore[arg-type] # as above
        case ast.BoolOp(op=op, values=values):
            return ast.BoolOp(_swapped(op), values)  # type: ignore[arg-type] # as above
        case ast.If(test=test, body=body, orelse=orelse):
            return ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
            return ast.Return(ast.Constant(None))
        case ast.Constant(value=bool() as value):
            return ast.Constant(not value)
        case ast.Constant(value=int() | float() as value):
            return ast.Constant(value + 1)
    return None


def _swapped(op: ast.AST) -> ast.AST:
    return _SWAPS[type(op)]()
