"""The fields of a spec, as people write them, made Requirements."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from devloop_nb.values.errors import BadSpec
from devloop_nb.values.nearest import did_you_mean
from devloop_nb.values.requirements import Performance, Requirements

TEXTS = ("name", "goal", "approach", "entry", "notes")
MAPPINGS = ("performance", "context")
EXAMPLES = {
    "name": "name: scale (small letters, digits and _, no digit first, at most 60)",
    "technologies": "technologies: [python]",
    "libraries": "libraries: {numpy: [minimum, maximum]}",
    "docs": "docs: [https://numpy.org/doc]",
    "performance": "performance: {time: O(n), seconds: 0.5, memory_mib: 50}",
    "context": 'context: {table: "columns a, b"}',
}
KINDS = {
    "string_type": "it must be a text",
    "tuple_type": "it must be a list",
    "dict_type": "it must be a mapping",
    "model_type": "it must be a mapping",
    "float_parsing": "it must be a number",
    "float_type": "it must be a number",
}


def shaped(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Each field as requirements have it: a text, a list or a mapping; what is empty says nothing."""
    return {field: _shape(field, value) for field, value in fields.items() if value != ""}


def _shape(field: str, value: Any) -> Any:
    if field == "libraries":
        return _libraries(value)
    if field in (*TEXTS, *MAPPINGS) or isinstance(value, dict):
        return value
    if isinstance(value, str):
        return tuple(split(value)) if field == "technologies" else (value,)
    return tuple(_item(item) for item in value)


def _item(item: Any) -> Any:
    """A list item such as ``- Empty lists: stay empty`` is a mapping to YAML, a sentence to people."""
    if isinstance(item, dict) and len(item) == 1:
        ((key, value),) = item.items()
        return f"{key}: {value}" if isinstance(value, str) else item
    return item


def _libraries(value: Any) -> Any:
    if isinstance(value, str):
        return dict.fromkeys(split(value), ())
    named = value if isinstance(value, list) else [value]
    pairs = [pair for item in named for pair in (item.items() if isinstance(item, dict) else [(str(item), "")])]
    return {name: tuple(split(given)) if isinstance(given, str) else given for name, given in pairs}


def split(text: str) -> list[str]:
    """The parts of an enumeration such as ``minimum, maximum``."""
    return [part.strip() for part in text.split(",") if part.strip()]


def make_requirements(fields: Mapping[str, Any]) -> Requirements:
    """Requirements, or ``BadSpec`` with what is wrong in one sentence."""
    for field in fields:
        _check_key(field, [name for name in Requirements.model_fields if name != "given"], "")
    try:
        return Requirements(**fields)
    except ValidationError as error:
        first = error.errors()[0]
    where = [str(part) for part in first["loc"]]
    if first["type"] == "extra_forbidden":
        _check_key(where[-1], list(Performance.model_fields), "performance.")
    given = " ".join(repr(first["input"]).split())[:60]
    example = EXAMPLES.get(where[0], f"{where[0]}: Scale numbers")
    why = "no module can be called that" if where[0] == "name" else KINDS.get(first["type"], first["msg"])
    raise BadSpec(f"{'.'.join(where)}: {given} cannot be used", why, f"Write it like this: {example}.")


def _check_key(key: str, known: list[str], prefix: str) -> None:
    if key not in known:
        raise BadSpec(f"there is no field {prefix + key!r} in a spec", mend=did_you_mean(key, known))
