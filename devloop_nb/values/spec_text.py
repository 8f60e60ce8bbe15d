"""The text of a spec: markdown with optional front matter, made requirements, and back without loss."""

import re
from collections.abc import Sequence
from typing import Any

from devloop_nb.values import front_matter, spec_fields
from devloop_nb.values.errors import BadSpec
from devloop_nb.values.markdown import FREE, Block, read_blocks, without
from devloop_nb.values.requirements import Requirements

LARGEST = 1 << 20
LISTS = {"criteria": "Acceptance criteria", "constraints": "Constraints"}
SUITES = {"tests": "Tests", "integration_tests": "Integration tests", "hidden_tests": "Hidden tests"}
PARTS = ("notes", *LISTS, *SUITES)
HEADINGS = {
    "goal": "goal",
    "approach": "approach",
    "algorithmic approach": "approach",
    "technologies": "technologies",
    "libraries": "libraries",
    "documentation": "docs",
    "acceptance criteria": "criteria",
    "constraints": "constraints",
    "tests": "tests",
    "integration tests": "integration_tests",
    "hidden tests": "hidden_tests",
    "held-back tests": "hidden_tests",
}
PYTHON = ("", "python", "py", "python3")


def parse_spec(text: str, name: str = "") -> Requirements:
    """Requirements from a cell or a file; ``name`` is used where the text has none. Raises ``BadSpec``."""
    head, body, first = _parts(_clean(text).split("\n"))
    told = front_matter.load("\n".join([*head, ""]), first - len(head) - 1) if head else {}
    fields = spec_fields.shaped(told)
    for field, pieces in _pieces(body, first, "goal" in fields).items():
        value = _value(field, pieces)
        if field not in fields:
            fields[field] = value
        elif isinstance(value, tuple) and isinstance(fields[field], tuple):
            fields[field] += value
        else:
            raise BadSpec(f"{field} is given in the front matter and in the text", mend="Keep one of the two.")
    return spec_fields.make_requirements({"name": name or "solution", **fields})


def format_spec(requirements: Requirements) -> str:
    """A spec that reads back as these requirements; what markdown cannot carry goes into its front matter.

    Objects that were given along are no text.
    """
    requirements = requirements.model_copy(update={"given": ()})
    if _reads_back(text := _write(requirements, PARTS), requirements):
        return text
    body: tuple[str, ...] = ()
    for part in PARTS:
        if _reads_back(_write(requirements, (*body, part)), requirements):
            body = (*body, part)
    return _write(requirements, body)


def _clean(text: str) -> str:
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise BadSpec(f"line {line} holds half of a surrogate pair", mend="Delete that character.") from None
    if size > LARGEST:
        raise BadSpec("the spec is larger than 1 MB", mend="Shorten it; name long documents under docs.")
    return re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff"))


def _parts(lines: list[str]) -> tuple[list[str], list[str], int]:
    """Front matter, body, and the number of the body's first line."""
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[start].rstrip() != "---":
        return [], lines, 1
    for end in range(start + 1, len(lines)):
        if lines[end].rstrip() == "---":
            return lines[start + 1 : end], lines[end + 1 :], end + 2
    raise BadSpec(f"the front matter that begins in line {start + 1} does not end", mend="Close it with ---.")


def _pieces(lines: list[str], first: int, has_goal: bool) -> dict[str, list[str]]:
    """What the body says about each field; what is about none of them is kept in ``notes``."""
    blocks = read_blocks(lines, first, HEADINGS)
    has_goal = has_goal or any(block.section == "goal" for block in blocks)
    taken: list[Block] = []
    pieces: dict[str, list[str]] = {}
    for block in blocks:
        field = _field(block, has_goal)
        if field:
            has_goal = has_goal or field == "goal"
            pieces.setdefault(field, []).extend([block.text] if field in spec_fields.TEXTS else block.says)
        if field or (block.kind == "heading" and block.section in HEADINGS.values()):
            taken.append(block)
    notes = without(lines, taken)
    return {**{field: says for field, says in pieces.items() if says}, **({"notes": [notes]} if notes else {})}


def _field(block: Block, has_goal: bool) -> str:
    """The field that a block is about; empty where it belongs to the notes."""
    if block.section in SUITES:
        return block.section if block.kind == "fence" and block.info in PYTHON else ""
    if block.section != FREE:
        listed = block.kind in ("paragraph", "bullet_list", "ordered_list")
        return block.section if listed and block.section in HEADINGS.values() else ""
    if block.kind == "paragraph":
        return "" if has_goal else "goal"
    return "criteria" if block.kind == "bullet_list" else ""


def _value(field: str, pieces: list[str]) -> Any:
    if field == "goal":
        return " ".join(" ".join(pieces).split())
    if field in spec_fields.TEXTS:
        return "\n\n".join(pieces)
    if field == "technologies":
        return tuple(part for piece in pieces for part in spec_fields.split(piece))
    if field == "libraries":
        named = (piece.partition(":") for piece in pieces)
        return {name.strip(): tuple(spec_fields.split(features)) for name, _, features in named}
    return tuple(pieces)


def _reads_back(text: str, requirements: Requirements) -> bool:
    try:
        return parse_spec(text) == requirements
    except BadSpec:
        return False


def _write(requirements: Requirements, body: Sequence[str]) -> str:
    fields = requirements.model_dump(exclude_defaults=True, exclude=set(body))
    head = front_matter.dump({"name": requirements.name, "goal": requirements.goal, **fields})
    parts = [requirements.notes] if "notes" in body else []
    for field, heading in {**LISTS, **SUITES}.items():
        items = getattr(requirements, field) if field in body else ()
        written = [_fence(item) if field in SUITES else "- " + item.replace("\n", "\n  ") for item in items]
        parts += ["\n".join([f"## {heading}", *written])] if written else []
    return "\n".join([f"---\n{head}---", "\n\n".join(filter(None, parts))]).rstrip("\n") + "\n"


def _fence(source: str) -> str:
    ticks = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", source)), 3)
    return f"{ticks}python\n{source}{ticks}"
