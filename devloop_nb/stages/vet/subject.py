"""What is to be built: its name, its goal, what it is made of and how it is called."""

import ast
import difflib
import keyword
import re
import sys

from devloop_nb.values.finding import Finding, error_about, warning_about
from devloop_nb.values.questions import QUESTIONS
from devloop_nb.values.requirements import Requirements

TECHNOLOGIES = frozenset(
    {"python", "numpy", "pandas", "scipy", "scikit-learn", "matplotlib", "polars", "pytest", "asyncio", "sqlite"}
    | {"pydantic", "fastapi", "flask", "django", "requests", "httpx", "dask", "xarray", "networkx", "sympy"}
    | {"statsmodels", "pytorch", "tensorflow", "jax", "sqlalchemy", "standard-library"}
)
SHORTEST_GOAL = 3


def vet_name(requirements: Requirements) -> list[Finding]:
    """A name that Python keeps, or has."""
    name = requirements.name
    if keyword.iskeyword(name):
        return [error_about("name", f"{name!r} is a word of Python's own", "What else may the module be called?")]
    if name in sys.stdlib_module_names:
        says = f"a module called {name!r} would hide the one in Python's standard library"
        return [error_about("name", says, "What else may the module be called?")]
    return []


def vet_goal(requirements: Requirements) -> list[Finding]:
    """None, or too few words."""
    asks = QUESTIONS[0].asks
    if not requirements.goal.strip():
        return [error_about("goal", "there is no goal", f"{asks} One sentence is enough.")]
    if len(requirements.goal.split()) < SHORTEST_GOAL:
        return [warning_about("goal", f"the goal {requirements.goal!r} is too short to build from", asks)]
    return []


def vet_technologies(requirements: Requirements) -> list[Finding]:
    """Those that are spelt nearly like a known one."""
    found = []
    for technology in requirements.technologies:
        spelled = re.sub(r"[\s\d.]+$", "", technology.lower()).replace(" ", "-")
        near = difflib.get_close_matches(spelled, TECHNOLOGIES, n=1, cutoff=0.75)
        if spelled not in TECHNOLOGIES and near:
            says = f"the technology {technology!r} is not known"
            found.append(warning_about("technologies", says, f"Did you mean {near[0]!r}?"))
    return found


def vet_entry(requirements: Requirements) -> list[Finding]:
    """An entry that is no signature."""
    if not requirements.entry:
        return []
    try:
        signature = requirements.entry.removeprefix("async ").removeprefix("def ").rstrip(":")
        ast.parse(f"def {signature}: ...")
    except SyntaxError:
        says = f"the entry {requirements.entry!r} is not a signature"
        return [error_about("entry", says, "How is the code called? For example: scale(xs).")]
    return []
