"""A syntax tree with another node in one place."""

import ast
import copy


def with_node(tree: ast.Module, number: int, node: ast.AST) -> str:
    """The source of a copy in which ``node`` stands for the node of that ``number``, as ``ast.walk`` counts them."""
    other = copy.deepcopy(tree)
    nodes = list(ast.walk(other))
    for parent in nodes:
        for name, value in ast.iter_fields(parent):
            if value is nodes[number]:
                setattr(parent, name, copy.deepcopy(node))
            elif isinstance(value, list):
                setattr(parent, name, [copy.deepcopy(node) if each is nodes[number] else each for each in value])
    return ast.unparse(ast.fix_missing_locations(other)) + "\n"
