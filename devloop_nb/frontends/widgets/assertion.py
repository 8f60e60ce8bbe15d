"""A pytest traceback, in its short style -> the assertion that failed, what it expected and what it got."""

import ast
import re
from typing import TypedDict

_FRAME = re.compile(r"^(?P<file>\S+):\d+: in \S+\n(?P<source>(?:    .*\n)*)(?P<says>(?:E .*(?:\n|$))*)", re.MULTILINE)
_SAID = re.compile(r"^E\s+(?:AssertionError: )?assert (.*)$", re.MULTILINE)


class Failed(TypedDict):
    """``line`` is the source of the assertion; the other two are empty where they cannot be told apart."""

    line: str
    expected: str
    got: str


def failed_assertion(traceback: str) -> Failed | None:
    """The assertion of a test that ended the traceback; ``None`` where something else did."""
    frames = list(_FRAME.finditer(traceback))
    last = frames[-1] if frames else None
    source = " ".join(last["source"].split()) if last else ""
    if last is None or not last["file"].startswith("test") or not source.startswith("assert"):
        return None
    said = _SAID.search(last["says"])
    got, expected = _sides(said[1]) if said else ("", "")
    turned = _left_is_constant(source)
    return {"line": source, "expected": got if turned else expected, "got": expected if turned else got}


def _sides(says: str) -> tuple[str, str]:
    """Left and right of ``==``, as far as they can be read."""
    try:
        tree = ast.parse(says, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        left, _, right = says.partition(" == ")
        return (left, right) if right and " == " not in right else ("", "")
    if not isinstance(tree, ast.Compare) or len(tree.ops) != 1 or not isinstance(tree.ops[0], ast.Eq):
        return "", ""
    left, right = (ast.get_source_segment(says, side) or "" for side in (tree.left, tree.comparators[0]))
    return left, right


def _left_is_constant(source: str) -> bool:
    """Whether the test says ``assert 4 == half(8)``."""
    try:
        statement = ast.parse(source).body[0]
        test = statement.test if isinstance(statement, ast.Assert) else None
        if not isinstance(test, ast.Compare):
            return False
        ast.literal_eval(test.left)
    except (SyntaxError, ValueError, IndexError, TypeError, RecursionError, MemoryError):
        return False
    return not isinstance(test.comparators[0], ast.Constant)
