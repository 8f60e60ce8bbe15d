"""The settings as rows of a table: what each is, and what it is here."""

import json
import re
from collections.abc import Iterable, Mapping
from types import UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le
from pydantic.fields import FieldInfo

from devloop_nb.values.settings import Settings

TYPES: dict[Any, str] = {int: "integer", float: "number", str: "text", bool: "true or false"}
DEFAULT = "default"
# Stands in the name of a place for the setting's own, in capitals.
NAME = "NAME"


class SettingRow(NamedTuple):
    """One setting; ``default`` is JSON, empty where it is a table's own."""

    name: str
    type: str
    default: str
    says: str


class InForce(NamedTuple):
    """What a setting is in one place, as JSON, and where that comes from."""

    value: str
    origin: str


def setting_rows() -> tuple[SettingRow, ...]:
    """All of them."""
    return tuple(
        SettingRow(name, type_text(field), value_text(field.default, field.default), field.description or "")
        for name, field in Settings.model_fields.items()
    )


def type_text(field: FieldInfo) -> str:
    """``number from 0``, ``loop or samples``, ``table``."""
    if get_origin(field.annotation) is Literal:
        return " or ".join(get_args(field.annotation))
    above = [f"above {bound.gt}" for bound in field.metadata if isinstance(bound, Gt)]
    low = [str(bound.ge) for bound in field.metadata if isinstance(bound, Ge)]
    high = [str(bound.le) for bound in field.metadata if isinstance(bound, Le)]
    bounds = above or ([" to ".join(low + high)] if high else [f"from {least}" for least in low])
    optional = get_args(field.annotation) if get_origin(field.annotation) in (UnionType, Union) else ()
    kind = next((TYPES[each] for each in (field.annotation, *optional) if each in TYPES), "table")
    return " ".join([kind, *bounds])


def value_text(value: Any, default: Any = None) -> str:
    """As JSON; of a table with defaults only what differs from them, of an address no user and no password."""
    if hasattr(value, "model_dump"):
        value = {} if value == default else value.model_dump(mode="json", exclude_defaults=True)
    return re.sub(r"//[^/@\s\"]*@", "//***@", json.dumps(value, ensure_ascii=False))


def origins(layers: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[str, str]:
    """Where each setting comes from; the strongest layer is first, and of a table several may say a part."""
    found = {name: list[str]() for name in Settings.model_fields}
    for place, said in layers:
        for name, value in said.items():
            if value is not None and (not found[name] or isinstance(value, Mapping)):
                found[name].append(place.replace(NAME, name.upper()))
    return {name: ", ".join(places) or DEFAULT for name, places in found.items()}
