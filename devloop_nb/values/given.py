"""What the user gives along with the requirements: objects, told to a model and lent to the tests as fixtures."""

import ast
from collections.abc import Iterable, Sequence

from pydantic import Field

from devloop_nb.values.value import Value

MODULE = "devloop_given"
LARGEST = 1 << 20
"""Bytes of one object as source."""


class Given(Value):
    """An object by its ``name``. ``told`` is exactly what a model is told of it.

    ``source`` is Python that makes the fixture ``given_NAME``; it is for fresh kernels alone, as are the ``hidden``
    values; a file that is only read has none. ``code`` says that it is a function or a class, and ``uses`` are the
    other given objects it needs.
    """

    name: str
    kind: str
    told: str
    source: str = Field(repr=False)
    hidden: tuple[str, ...] = Field(default=(), repr=False)
    code: bool = False
    uses: tuple[str, ...] = ()

    @property
    def lent(self) -> bool:
        """Whether tests can take it; else it is there for a model to read."""
        return bool(self.source)


def given_module(given: Iterable[Given]) -> str:
    """The source of the module that lends the objects to tests; empty where nothing is given."""
    ordered = sorted(given, key=lambda each: each.code)
    used = {name for each in ordered for name in each.uses}
    parts = []
    for each in ordered:
        as_global = f"\n\n\n{each.name} = make_{each.name}()" if each.name in used and not each.code else ""
        parts.append(f"{each.source.strip()}{as_global}")
    return "\n\n\n".join(["import pytest", *parts]) + "\n" if parts else ""


def taken(source: str, names: Iterable[str]) -> tuple[str, ...]:
    """Those of the given names that a test source takes as arguments. Raises ``SyntaxError``."""
    known = set(names)
    arguments = (node.arg for node in ast.walk(ast.parse(source)) if isinstance(node, ast.arg))
    return tuple(dict.fromkeys(name for name in arguments if name in known))


def import_of(names: Sequence[str]) -> str:
    """The line by which a test file gets these fixtures; empty where it needs none."""
    return f"from {MODULE} import {', '.join(f'given_{name}' for name in names)}" if names else ""
