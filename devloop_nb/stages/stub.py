"""Tests -> a stub of the module they are about: every name is there, and none does anything."""

import ast
from collections.abc import Iterable

from devloop_nb.values.imports import names_of

HEADER = '''"""A stub: importing works, everything else raises NotImplementedError."""


class _MissingType(type):
    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        raise NotImplementedError(f"{cls.__name__}.{name} is not written yet")

    def __iter__(cls):
        raise NotImplementedError(f"{cls.__name__} is not written yet")
'''
FUNCTION = """

def {name}(*args, **kwargs):
    raise NotImplementedError("{name} is not written yet")
"""
CLASS = """

class {name}(metaclass=_MissingType):
    def __init__(self, *args, **kwargs):
        raise NotImplementedError("{name} is not written yet")
"""
ERROR = '''

class {name}(Exception):
    """Never raised by the stub."""
'''


def stub_source(module: str, tests: Iterable[str]) -> str:
    """A module with each name that the tests take from ``module``."""
    sources = tuple(tests)
    raised = {name for source in sources for name in _expected_errors(source)}
    return HEADER + "".join(_part(name, raised).format(name=name) for name in names_of(module, sources))


def _part(name: str, raised: set[str]) -> str:
    if name in raised or name.endswith(("Error", "Exception", "Warning")):
        return ERROR
    return CLASS if name[:1].isupper() else FUNCTION


def _expected_errors(source: str) -> set[str]:
    """Names given to ``pytest.raises``, alone or in a tuple."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and node.args]
    wanted = [call.args[0] for call in calls if ast.unparse(call.func) in ("pytest.raises", "raises")]
    nodes = [node for expected in wanted for node in ast.walk(expected)]
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    return names | {node.attr for node in nodes if isinstance(node, ast.Attribute)}
