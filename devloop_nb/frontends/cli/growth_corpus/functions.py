"""The functions of the corpus, with what their docstrings say of them."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Literal

from devloop_nb.values.growth import CLASSES, Growth, GrowthClass

Half = Literal["tuned", "held_out"]
HALVES: tuple[Half, ...] = ("tuned", "held_out")
_SAYS = re.compile(r"(.+) time, (.+) memory, of (\w+)\.")
# What lies between two of the classes, and is none of them.
BETWEEN: dict[str, tuple[GrowthClass, GrowthClass]] = {
    "O(n^0.5)": ("O(log n)", "O(n)"),
    "O(n^1.5)": ("O(n log n)", "O(n^2)"),
    "O(n^2 log n)": ("O(n^2)", "O(n^3)"),
}


@dataclass(frozen=True)
class KnownFunction:
    """A function of the module ``half``, whose source is ``source``; ``kind`` names the inputs it takes."""

    name: str
    half: Half
    source: str
    time: str
    memory: str
    kind: str

    @property
    def inputs(self) -> str:
        """The source of ``inputs(n)``."""
        return f"{_text('inputs')}\n\ninputs = {self.kind}\n"


def corpus() -> Iterator[KnownFunction]:
    """All functions, those first on which the fit was tuned."""
    for half in HALVES:
        source = _text(half)
        for node in ast.parse(source).body:
            if isinstance(node, ast.FunctionDef) and (says := _SAYS.match(ast.get_docstring(node) or "")):
                time, memory, kind = says.groups()
                yield KnownFunction(node.name, half, source, time, memory, kind)


def grade(truth: str, growth: Growth) -> Literal["right", "unclear", "wrong"]:
    """``unclear`` only where the range has the truth in it."""
    if growth.grows == truth:
        return "right"
    low, high = BETWEEN.get(truth) or (truth, truth)
    places = [CLASSES.index(each) for each in CLASSES if each in (low, high)]
    around = CLASSES.index(growth.low) <= places[-1] and places[0] <= CLASSES.index(growth.high)
    return "unclear" if growth.grows == "unclear" and around else "wrong"


def _text(name: str) -> str:
    return (resources.files(__package__ or "") / f"{name}.py").read_text(encoding="utf-8")
