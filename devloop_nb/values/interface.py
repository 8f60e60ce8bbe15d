"""What a module offers to others, without its bodies."""

import ast
from collections.abc import Iterator

LONGEST = 200
Function = ast.FunctionDef | ast.AsyncFunctionDef
Public = Function | ast.ClassDef


def interface(source: str) -> dict[str, str]:
    """By public name: its signature and the first line of its docstring; of a class, those of its methods too.

    Nothing where the source does not parse.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return {}
    named = [node for node in tree.body if isinstance(node, Public)]
    return {node.name: "\n".join(_lines(node)) for node in named if not node.name.startswith("_")}


def _lines(node: Public) -> Iterator[str]:
    if isinstance(node, Function):
        returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
        before = "async def" if isinstance(node, ast.AsyncFunctionDef) else "def"
        yield _line(f"{before} {node.name}({ast.unparse(node.args)}){returns}", node)
    else:
        bases = f"({', '.join(map(ast.unparse, node.bases))})" if node.bases else ""
        yield _line(f"class {node.name}{bases}", node)
        for part in node.body:
            if isinstance(part, Function) and (part.name == "__init__" or not part.name.startswith("_")):
                yield from (f"    {line}" for line in _lines(part))


def _line(head: str, node: Public) -> str:
    says = (ast.get_docstring(node) or "").partition("\n")[0].strip()
    line = f"{head}  # {says}" if says else head
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 3]}..."
