"""The table of all settings: what each is, how it can be said, and what it is here."""

import inspect
import json
from collections.abc import Mapping, Sequence
from typing import Any

from devloop_nb.values.setting_row import DEFAULT, InForce, SettingRow, setting_rows
from devloop_nb.wiring import NOT_IN_FILES

HEAD = ("setting", "type", "default", "what it is", "also said as")
HEAD_HERE = ("setting", "type", "default", "here", "what it is", "also said as")
LONGEST = 60
# Options of another name than the setting that they are for.
OTHER_NAMES = {"no_review": "review", "ask": "authority"}


def ways() -> dict[str, str]:
    """How a setting is said beside its three usual places, by setting: an option, ``%config``, and not in a file."""
    from devloop_nb.frontends.cli.run_command import run
    from devloop_nb.frontends.magics.devloop_magics import DevLoop

    options = {
        OTHER_NAMES.get(name, name): f"--{name.replace('_', '-')}" for name in inspect.signature(run).parameters
    }
    config = dict.fromkeys(DevLoop.class_trait_names(config=True), "%config")
    never = dict.fromkeys(NOT_IN_FILES, "not in a file")
    return {
        row.name: ", ".join(way[row.name] for way in (options, config, never) if row.name in way)
        for row in setting_rows()
    }


def rows(here: Mapping[str, InForce] | None = None) -> list[tuple[str, ...]]:
    """The cells; with ``here`` also what is not the default there, and why."""
    said, table = ways(), []
    for row in setting_rows():
        found = () if here is None else (_told(here[row.name]),)
        table.append((row.name, row.type, plain(row.default), *found, row.says, said[row.name]))
    return table


def as_json(here: Mapping[str, InForce]) -> list[dict[str, Any]]:
    """The same as data."""
    return [_entry(row, here[row.name], said) for row, said in zip(setting_rows(), ways().values(), strict=True)]


def markdown() -> str:
    """The table of the README."""
    lines: list[Sequence[str]] = [HEAD, ["---"] * len(HEAD)]
    for name, *middle, said in rows():
        lines.append([f"`{name}`", *middle, said])
    return "\n".join(f"| {' | '.join(line)} |".replace("|  |", "| |") for line in lines)


def plain(value: str) -> str:
    """A JSON value as people write it; what is empty is nothing."""
    return "" if value in ('""', "{}", "null") else value.strip('"')


def _told(here: InForce) -> str:
    """Nothing where it is the default."""
    value = plain(here.value)
    return "" if here.origin == DEFAULT else f"{value[:LONGEST]}{'...' * (len(value) > LONGEST)} ({here.origin})"


def _entry(row: SettingRow, here: InForce, said: str) -> dict[str, Any]:
    try:
        value = json.loads(here.value)
    except ValueError:  # A secret that was taken out of it was more than a text.
        value = here.value
    about = {"type": row.type, "default": json.loads(row.default), "says": row.says, "options": said}
    return {"setting": row.name, "value": value, "origin": here.origin, **about}
