"""What is asked for and cannot be measured, or cannot be had at once."""

import re

from devloop_nb.values.finding import Finding, error_about, warning_about
from devloop_nb.values.growth import CLASSES, growth_class
from devloop_nb.values.requirements import Requirements


def vet_targets(requirements: Requirements) -> list[Finding]:
    """A growth class that nobody can measure."""
    growth = requirements.performance.time
    if not growth or requirements.performance.growth:
        return []
    says = f"the growth class {growth!r} is not one that can be measured"
    return [error_about("performance.time", says, f"Which of {', '.join(CLASSES)} is meant?")]


def vet_contradictions(requirements: Requirements) -> list[Finding]:
    """Libraries to be used that are also forbidden."""
    text = "\n".join([*requirements.constraints, *requirements.criteria, requirements.notes])
    return [
        error_about("libraries", f"{library} is to be used and not to be used", f"May {library} be used?")
        for library in requirements.libraries
        if re.search(rf"\b(without|no|not use|don't use|avoid)\s+{re.escape(library)}\b", text, re.IGNORECASE)
    ]


def vet_other_targets(requirements: Requirements) -> list[Finding]:
    """Growth classes in criteria and constraints that are not the one that will be measured."""
    target = requirements.performance.growth
    said = " ".join([*requirements.criteria, *requirements.constraints])
    named = dict.fromkeys(filter(None, map(growth_class, re.findall(r"O\(.*?\)(?!\))", said))))
    return [
        warning_about(
            "performance.time", f"{target} is to be measured, and {other} is spoken of", "Which of both is meant?"
        )
        for other in named
        if target and other != target
    ]
