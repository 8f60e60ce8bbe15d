"""Imports that small models forget: names so well known that their home needs no guessing."""

import ast

from devloop_nb.lm.syntax import try_parse, unbound_names

_MODULES = """
    base64 bisect calendar collections copy csv dataclasses datetime decimal enum fractions functools hashlib heapq
    io itertools json logging math operator os pathlib random re statistics string sys textwrap time typing uuid
    numpy pandas scipy
"""
_SHORT = {"np": "import numpy as np", "pd": "import pandas as pd", "plt": "import matplotlib.pyplot as plt"}
_MEMBERS = {
    "collections": "Counter OrderedDict defaultdict deque namedtuple ChainMap",
    "dataclasses": "dataclass field",
    "decimal": "Decimal",
    "enum": "Enum",
    "fractions": "Fraction",
    "functools": "lru_cache partial reduce wraps",
    "heapq": "heapify heappop heappush nlargest nsmallest",
    "itertools": "accumulate chain combinations groupby islice pairwise permutations product starmap zip_longest",
    "math": "ceil exp floor fsum hypot isclose isinf isnan log log10 log2 pi prod sqrt",
    "operator": "attrgetter itemgetter",
    "pathlib": "Path",
    "statistics": "fmean mean median mode multimode pstdev pvariance stdev variance",
    "typing": "Any Callable Dict Iterable Iterator List Mapping Optional Sequence Set Tuple Union",
}
_HOMES = (
    {name: f"import {name}" for name in _MODULES.split()}
    | _SHORT
    | {name: f"from {home} import {name}" for home, names in _MEMBERS.items() for name in names.split()}
)


def add_imports(code: str) -> tuple[str, str]:
    """The code with an import line for each well-known name that it uses and does not bind, and what was done."""
    tree = try_parse(code)
    names = sorted(unbound_names(tree) & _HOMES.keys()) if tree else []
    if not tree or not names:
        return code, ""
    lines = code.splitlines()
    at = _after_the_head(tree)
    text = "\n".join([*lines[:at], *(_HOMES[name] for name in names), *lines[at:]])
    return text + "\n", f"added the import of {', '.join(names)}"


def _after_the_head(tree: ast.Module) -> int:
    """The line after the module's docstring and its ``__future__`` imports."""
    end = 0
    for node in tree.body:
        match node:
            case ast.Expr(value=ast.Constant(value=str())) if end == 0:
                end = node.end_lineno or 0
            case ast.ImportFrom(module="__future__"):
                end = node.end_lineno or 0
            case _:
                break
    return end
