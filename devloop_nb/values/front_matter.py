"""Front matter: the YAML at the head of a spec, read as plain text, lists and mappings, and made Requirements."""

import difflib
import re
from collections.abc import Mapping
from typing import Any

import yaml
from pydantic import ValidationError

from devloop_nb.values.errors import BadSpec
from devloop_nb.values.requirements import Performance, Requirements

LARGEST = 64 << 10
DEEPEST = 10
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
# Line ends to YAML, not to markdown: they come back only from between double quotes.
MANGLED = re.compile("[\\r\\x85\\u2028\\u2029]")
KINDS = {
    "string_type": "it must be a text",
    "tuple_type": "it must be a list",
    "dict_type": "it must be a mapping",
    "model_type": "it must be a mapping",
    "float_parsing": "it must be a number",
    "float_type": "it must be a number",
}


class _Dumper(yaml.SafeDumper):
    """Writes text of several lines as a block, so that it can be read."""


def _block(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if MANGLED.search(text) else "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


class _Fields(dict[str, Any]):
    """The outermost mapping; what is inside it stands in one line where that can be read."""


def _lines(dumper: yaml.SafeDumper, fields: _Fields) -> yaml.MappingNode:
    return dumper.represent_mapping("tag:yaml.org,2002:map", fields, flow_style=False)


_Dumper.add_representer(str, _block)
_Dumper.add_representer(_Fields, _lines)


def dump(fields: Mapping[str, Any]) -> str:
    """The fields as YAML, in their order, each in a line of its own."""
    return yaml.dump(
        _Fields(fields), Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=None, width=1 << 30
    )


def load(text: str, line: int) -> dict[str, Any]:
    """Fields of the front matter whose first line is number ``line``; every scalar is text. Raises ``BadSpec``."""
    if len(text.encode()) > LARGEST:
        raise BadSpec("the front matter is larger than 64 KB", mend="Write tests and long text below it.")
    try:
        _check_events(text, line)
        node = yaml.compose(text, Loader=yaml.BaseLoader)
        fields = _plain(node, line) if node else {}
    except yaml.YAMLError as error:
        raise _no_yaml(error, line) from None
    if not isinstance(fields, dict):
        raise BadSpec("the front matter is no mapping", mend="Write lines such as `goal: Scale numbers`.")
    return {field: _shape(field, value) for field, value in fields.items() if value != ""}


def _check_events(text: str, line: int) -> None:
    """Refuses bombs before they are built: references multiply, depth takes the parser quadratic time."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        where = f"in line {line + event.start_mark.line}" if event.start_mark else ""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            mend = "Write the value out; put text that begins with &, * or ! in quotes."
            raise BadSpec(f"the front matter has a YAML alias, anchor or tag {where}", mend=mend)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise BadSpec(f"the front matter is nested too deeply {where}", mend="A spec needs three levels.")


def _no_yaml(error: yaml.YAMLError, line: int) -> BadSpec:
    problem = getattr(error, "problem", None) or str(error)
    mark = getattr(error, "context_mark" if "end of stream" in problem else "problem_mark", None)
    where = f" in line {line + mark.line}" if mark else ""
    return BadSpec(f"the front matter is no YAML{where}", problem, "Put text that holds a colon, # or { in quotes.")


def _plain(node: yaml.Node, line: int) -> Any:
    if isinstance(node, yaml.MappingNode):
        fields: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value in fields:
                raise BadSpec(
                    f"a key in line {line + key.start_mark.line} is there twice or is no text",
                    mend="Give every key once.",
                )
            fields[key.value] = _plain(value, line)
        return fields
    return [_plain(item, line) for item in node.value] if isinstance(node, yaml.SequenceNode) else node.value


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
        near = difflib.get_close_matches(key, known, n=1)
        mend = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(known)}."
        raise BadSpec(f"there is no field {prefix + key!r} in a spec", mend=mend)
