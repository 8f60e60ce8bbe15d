"""The tests of a suite that are marked with ``@pytest.mark.slow``: they run only after all others have passed."""

import ast
from collections.abc import Iterator

from devloop_nb.values.suite import Suite

_MARKS = ("pytest.mark.slow", "mark.slow")


def slow_tests(suite: Suite) -> tuple[str, ...]:
    """Expected ids whose function, class or file bears the mark, in the order of the suite."""
    marked = {place for file in suite.files for place in _marked(file.source, (file.name,))}
    return tuple(test for test in suite.expected if not marked.isdisjoint(_places(test)))


def _places(test: str) -> Iterator[tuple[str, ...]]:
    """``a.py::TestB::test_c[1]`` lies in the file, the class and the function."""
    parts = tuple(test.partition("[")[0].split("::"))
    return (parts[: length + 1] for length in range(len(parts)))


def _marked(source: str, place: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return
    yield from _marked_in(body, place)


def _marked_in(body: list[ast.stmt], place: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for node in body:
        match node:
            case ast.Assign(targets=[ast.Name(id="pytestmark")], value=value) if _is_slow(value):
                yield place
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                if any(map(_is_slow, node.decorator_list)):
                    yield (*place, name)
                if isinstance(node, ast.ClassDef):
                    yield from _marked_in(node.body, (*place, name))


def _is_slow(node: ast.expr) -> bool:
    if isinstance(node, ast.List | ast.Tuple):
        return any(map(_is_slow, node.elts))
    return ast.unparse(node.func if isinstance(node, ast.Call) else node) in _MARKS
