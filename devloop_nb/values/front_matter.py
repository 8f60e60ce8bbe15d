"""Front matter: the YAML at the head of a spec, read as plain text, lists and mappings, and written."""

import re
from collections.abc import Mapping
from typing import Any

import yaml

from devloop_nb.values.errors import BadSpec

LARGEST = 64 << 10
DEEPEST = 10
# Line ends to YAML, not to markdown: they come back only from between double quotes.
MANGLED = re.compile("[\\r\\x85\\u2028\\u2029]")


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
    return fields


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
