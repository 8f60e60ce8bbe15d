"""Layers of settings, as several places say them, and which value wins."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from devloop_nb.values.errors import BadSetting
from devloop_nb.values.nearest import did_you_mean
from devloop_nb.values.settings import Settings
from devloop_nb.values.value import Value

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

# Tables that an option or the environment writes in one line, and what a name alone means there.
IN_ONE_LINE = {"models": "", "gates": "", "authority": "ask"}


def merge_settings(*layers: Mapping[str, Any]) -> Settings:
    """Settings from layers, the strongest first; ``None`` means not said. Raises ``BadSetting``."""
    merged: dict[str, Any] = {}
    for layer in reversed(layers):
        said = {check_name(name): value for name, value in layer.items() if value is not None}
        merged |= {name: _over(merged.get(name), _as_table(name, value)) for name, value in said.items()}
    try:
        return Settings(**merged)
    except ValidationError as error:
        raise _refused(error.errors()[0]) from None


def _refused(first: "ErrorDetails") -> BadSetting:
    """What pydantic says of a value, or of a name in a table, as people understand it."""
    root, *inside = map(str, first["loc"])
    says = first["msg"].removeprefix("Value error, ")
    if "[key]" in inside:
        known = first.get("ctx", {}).get("expected", "")
        return BadSetting(f"{root} knows no {first['input']!r}", mend=f"It knows {known}." if known else says)
    name = ".".join([root, *inside])
    return BadSetting(
        f"{name} = {first.get('input')!r} cannot be used", says, f"Give {name} another value{_default(root)}."
    )


def _as_table(name: str, value: Any) -> Any:
    """``coverage=90, types=off`` says no more than the table that it stands for."""
    if not isinstance(value, str) or name not in IN_ONE_LINE:
        return value
    pairs = [word.partition("=") for word in value.split(",") if word.strip()]
    if name == "models" and (alone := [key.strip() for key, sign, _ in pairs if not sign]):
        raise BadSetting(f"models names {alone[0]!r} alone", mend="Write ROLE=MODEL, for instance code=openai/gpt-5.")
    return {key.strip(): told.strip() or IN_ONE_LINE[name] for key, _, told in pairs}


def _over(under: Any, value: Any) -> Any:
    """Of two tables, and of the tables in them, the upper one says only what it names."""
    if not (isinstance(under, Mapping) and isinstance(value, Mapping)):
        return value
    return {**under, **{name: _over(under.get(name), told) for name, told in value.items()}}


def _default(name: str) -> str:
    default = Settings.model_fields[name].default
    return "" if isinstance(default, Value) else f"; the default is {default!r}"


def check_name(name: str) -> str:
    """The setting's name, or ``BadSetting`` with the nearest right one."""
    if name in Settings.model_fields:
        return name
    mend = did_you_mean(name, Settings.model_fields, "Known settings")
    raise BadSetting(f"there is no setting {name!r}", mend=mend)
