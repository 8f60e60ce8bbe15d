"""Requirements -> findings: what is missing, contradictory or too vague, each with the question that mends it."""

import ast
import difflib
import keyword
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence

from devloop_nb.values.finding import Finding
from devloop_nb.values.growth import CLASSES, growth_class
from devloop_nb.values.near_headings import misspelt
from devloop_nb.values.need import NOT_ASKED, Need, Permission
from devloop_nb.values.questions import QUESTIONS
from devloop_nb.values.requirements import Requirements

TECHNOLOGIES = frozenset(
    {"python", "numpy", "pandas", "scipy", "scikit-learn", "matplotlib", "polars", "pytest", "asyncio", "sqlite"}
    | {"pydantic", "fastapi", "flask", "django", "requests", "httpx", "dask", "xarray", "networkx", "sympy"}
    | {"statsmodels", "pytorch", "tensorflow", "jax", "sqlalchemy", "standard-library"}
)
SHORTEST_GOAL = 3
PACKAGES = "packages"


def vet(
    requirements: Requirements, absent: Iterable[Need] = (), permission: Permission = NOT_ASKED
) -> tuple[Finding, ...]:
    """All findings, errors first; an error means that the work cannot start.

    ``absent`` are the needs that are not installed, and by ``permission`` some of them will be.
    """
    absent = tuple(absent)
    found = [
        *_name(requirements),
        *_goal(requirements),
        *_technologies(requirements),
        *_targets(requirements),
        *_contradictions(requirements),
        *_other_targets(requirements),
        *_entry(requirements),
        *_tests(requirements),
        *_testable(requirements),
        *misspelt(requirements),
        *(_need(need, permission) for need in absent if need.sure),
        *_unborn([need.module for need in absent if not need.sure]),
    ]
    return tuple(sorted(found, key=lambda finding: finding.severity != "error"))


def _name(requirements: Requirements) -> list[Finding]:
    name = requirements.name
    if keyword.iskeyword(name):
        return [_error("name", f"{name!r} is a word of Python's own", "What else may the module be called?")]
    if name in sys.stdlib_module_names:
        says = f"a module called {name!r} would hide the one in Python's standard library"
        return [_error("name", says, "What else may the module be called?")]
    return []


def _goal(requirements: Requirements) -> list[Finding]:
    asks = QUESTIONS[0].asks
    if not requirements.goal.strip():
        return [_error("goal", "there is no goal", f"{asks} One sentence is enough.")]
    if len(requirements.goal.split()) < SHORTEST_GOAL:
        return [_warning("goal", f"the goal {requirements.goal!r} is too short to build from", asks)]
    return []


def _technologies(requirements: Requirements) -> list[Finding]:
    found = []
    for technology in requirements.technologies:
        spelled = re.sub(r"[\s\d.]+$", "", technology.lower()).replace(" ", "-")
        near = difflib.get_close_matches(spelled, TECHNOLOGIES, n=1, cutoff=0.75)
        if spelled not in TECHNOLOGIES and near:
            says = f"the technology {technology!r} is not known"
            found.append(_warning("technologies", says, f"Did you mean {near[0]!r}?"))
    return found


def _targets(requirements: Requirements) -> list[Finding]:
    growth = requirements.performance.time
    if not growth or requirements.performance.growth:
        return []
    says = f"the growth class {growth!r} is not one that can be measured"
    return [_error("performance.time", says, f"Which of {', '.join(CLASSES)} is meant?")]


def _contradictions(requirements: Requirements) -> list[Finding]:
    text = "\n".join([*requirements.constraints, *requirements.criteria, requirements.notes])
    return [
        _error("libraries", f"{library} is to be used and not to be used", f"May {library} be used?")
        for library in requirements.libraries
        if re.search(rf"\b(without|no|not use|don't use|avoid)\s+{re.escape(library)}\b", text, re.IGNORECASE)
    ]


def _other_targets(requirements: Requirements) -> list[Finding]:
    """Growth classes in criteria and constraints that are not the one that will be measured."""
    target = requirements.performance.growth
    said = " ".join([*requirements.criteria, *requirements.constraints])
    named = dict.fromkeys(filter(None, map(growth_class, re.findall(r"O\(.*?\)(?!\))", said))))
    return [
        _warning(
            "performance.time", f"{target} is to be measured, and {other} is spoken of", "Which of both is meant?"
        )
        for other in named
        if target and other != target
    ]


def _entry(requirements: Requirements) -> list[Finding]:
    if not requirements.entry:
        return []
    try:
        signature = requirements.entry.removeprefix("async ").removeprefix("def ").rstrip(":")
        ast.parse(f"def {signature}: ...")
    except SyntaxError:
        says = f"the entry {requirements.entry!r} is not a signature"
        return [_error("entry", says, "How is the code called? For example: scale(xs).")]
    return []


def _tests(requirements: Requirements) -> list[Finding]:
    found = []
    for about, sources in (
        ("tests", requirements.tests),
        ("integration tests", requirements.integration_tests),
        ("hidden tests", requirements.hidden_tests),
    ):
        for number, source in enumerate(sources, 1):
            found += _source(f"{about}, block {number}" if len(sources) > 1 else about, source)
    return found


def _source(about: str, source: str) -> list[Finding]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError) as error:
        line = f", line {error.lineno}" if isinstance(error, SyntaxError) and error.lineno else ""
        says = f"the {about} do not parse{line}: {getattr(error, 'msg', error)}"
        return [_error(about, says, "Mend that line; nothing was started.")]
    named = [node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    twice = [name for name, count in Counter(named).items() if count > 1 and name.startswith("test")]
    return [
        _warning(about, f"{name} is defined twice: only the second is run", "What is the first one called?")
        for name in twice
    ]


def _testable(requirements: Requirements) -> list[Finding]:
    texts = (requirements.goal, requirements.notes, *requirements.criteria)
    if requirements.shown_tests or requirements.criteria or any(">>>" in text for text in texts):
        return []
    says = "nothing says how to tell that the code is right: the model will have to make up tests"
    return [_warning("tests", says, "Which input must give which output? One test or >>> line helps a lot.")]


def lacking(absent: Iterable[Need], permission: Permission) -> tuple[Need, ...]:
    """Those that must not be installed."""
    return tuple(need for need in absent if need.sure and not permission.covers(need.distribution))


def _unborn(modules: Sequence[str]) -> list[Finding]:
    """Modules that the tests import, and that are most likely to be built."""
    if not modules:
        return []
    says = f"to be built, as the tests import it and it is not installed: {', '.join(modules)}"
    asks = "A library among them is to be named under libraries."
    return [Finding(severity="info", about=PACKAGES, says=says, asks=asks)]


def _need(need: Need, permission: Permission) -> Finding:
    says = f"{need.by} {need.module}, which is not installed"
    if permission.covers(need.distribution):
        return Finding(severity="info", about=PACKAGES, says=f"{says} and will be", asks=f"{need.command}.")
    allow = "" if permission.never else f", or allow it: --install {need.distribution}"
    return _error(PACKAGES, says, f"{need.command}{allow}.")


def _error(about: str, says: str, asks: str) -> Finding:
    return Finding(severity="error", about=about, says=says, asks=asks)


def _warning(about: str, says: str, asks: str) -> Finding:
    return Finding(severity="warning", about=about, says=says, asks=asks)
