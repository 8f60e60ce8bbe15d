"""The tests that were given: whether they parse, and whether there is anything to tell right from wrong by."""

import ast
from collections import Counter

from devloop_nb.values.finding import Finding, error_about, warning_about
from devloop_nb.values.requirements import Requirements


def vet_tests(requirements: Requirements) -> list[Finding]:
    """Tests that do not parse, or that are hidden by another of the same name."""
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
        return [error_about(about, says, "Mend that line; nothing was started.")]
    named = [node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    twice = [name for name, count in Counter(named).items() if count > 1 and name.startswith("test")]
    return [
        warning_about(about, f"{name} is defined twice: only the second is run", "What is the first one called?")
        for name in twice
    ]


def vet_testable(requirements: Requirements) -> list[Finding]:
    """Nothing at all to tell right code by."""
    texts = (requirements.goal, requirements.notes, *requirements.criteria)
    if requirements.shown_tests or requirements.criteria or any(">>>" in text for text in texts):
        return []
    says = "nothing says how to tell that the code is right: the model will have to make up tests"
    return [warning_about("tests", says, "Which input must give which output? One test or >>> line helps a lot.")]
