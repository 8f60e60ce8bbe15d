"""Answers as people type them, a text for each question, made requirements and back without loss."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from devloop_nb.values.finding import Finding, error_about
from devloop_nb.values.questions import ALL, Question, Shape
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.spec_fields import KINDS, split

# What parts cells in a Python script parts blocks of tests too.
BREAK = "# %%"
PARTING = re.compile(rf"^{BREAK}\n", re.MULTILINE)


def answers_of(requirements: Requirements) -> dict[str, str]:
    """What the requirements say to each question."""
    return {question.field: WRITE[question.shape](_value(requirements, question.field)) for question in ALL}


def read_answers(answers: Mapping[str, str], base: Requirements) -> tuple[Requirements, tuple[Finding, ...]]:
    """The requirements ``base`` with other answers, and a finding for each answer that cannot be used.

    A question without an answer, or with the one that ``base`` gives, leaves ``base`` as it is, to the letter; so
    does an answer that cannot be used.
    """
    before, findings = answers_of(base), list[Finding]()
    for question in ALL:
        said = answers.get(question.field, before[question.field])
        if said == before[question.field]:
            continue
        try:
            base = _with(base, question.field, READ[question.shape](said))
        except ValidationError as error:
            findings.append(_unusable(question, said, error))
    return base, tuple(findings)


def placed(text: str, requirements: Requirements) -> tuple[str, str]:
    """The field for an example, a test or a sentence that says when the code is right, and its whole answer then."""
    answers = answers_of(requirements)
    if ">>>" in text:
        return "notes", "\n\n".join(filter(None, (answers["notes"].rstrip(), text.strip())))
    if re.search(r"^\s*(async )?def test", text, re.MULTILINE):
        return "tests", f"\n{BREAK}\n".join(filter(None, (answers["tests"].rstrip(), f"{text.strip()}\n")))
    return "criteria", "\n".join(filter(None, (answers["criteria"], text.strip())))


def _value(requirements: Requirements, field: str) -> Any:
    name, _, part = field.partition(".")
    value = getattr(requirements, name)
    return getattr(value, part) if part else value


def _with(requirements: Requirements, field: str, value: Any) -> Requirements:
    name, _, part = field.partition(".")
    said = requirements.model_dump()
    said[name] = {**said[name], part: value} if part else value
    return Requirements.model_validate(said)


def _unusable(question: Question, said: str, error: ValidationError) -> Finding:
    first = error.errors()[0]
    why = "no module can be called that" if question.field == "name" else KINDS.get(first["type"], first["msg"])
    says = f"{' '.join(said.split())[:60]!r} cannot be used: {why}"
    return error_about(question.field, says, f"{question.asks} {question.hint}")


def _write_items(items: tuple[str, ...]) -> str:
    """One item in a line; its further lines are indented."""
    return "\n".join(item.replace("\n", "\n  ") for item in items)


def _read_items(text: str) -> tuple[str, ...]:
    items: list[str] = []
    for line in text.splitlines():
        if line.startswith("  ") and items:
            items[-1] += f"\n{line[2:]}"
        elif line.strip():
            items.append(line.strip())
    return tuple(item.rstrip() for item in items)


def _write_libraries(libraries: Mapping[str, tuple[str, ...]]) -> str:
    named = ((name, ", ".join(features)) for name, features in libraries.items())
    return "\n".join(f"{name}: {features}" if features else name for name, features in named)


def _read_libraries(text: str) -> dict[str, tuple[str, ...]]:
    parts = (line.partition(":") for line in text.splitlines() if line.strip())
    return {name.strip(): tuple(split(features)) for name, _, features in parts}


def _write_tests(sources: tuple[str, ...]) -> str:
    return f"{BREAK}\n".join(sources)


def _read_tests(text: str) -> tuple[str, ...]:
    blocks = (block.strip("\n") for block in PARTING.split(text))
    return tuple(f"{block}\n" for block in blocks if block.strip())


WRITE: dict[Shape, Callable[[Any], str]] = {
    "line": str,
    "text": str,
    "number": lambda number: "" if number is None else f"{number!r}".removesuffix(".0"),
    "words": ", ".join,
    "items": _write_items,
    "libraries": _write_libraries,
    "tests": _write_tests,
}
READ: dict[Shape, Callable[[str], Any]] = {
    "line": str.strip,
    "text": str.strip,
    "number": lambda text: text.strip() or None,
    "words": lambda text: tuple(split(text)),
    "items": _read_items,
    "libraries": _read_libraries,
    "tests": _read_tests,
}
