"""Settings that lie in a file or in the environment."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from devloop_nb.values.authority import Authority
from devloop_nb.values.errors import BadSetting
from devloop_nb.values.settings import Settings
from devloop_nb.values.settings_layers import check_name
from devloop_nb.values.workflow import Workflow

PREFIX = "DEVLOOP_"
# A file comes along with a folder from somebody else: it must not say where the user's key and code are sent.
NOT_IN_FILES = {
    "api_base": "your key would be sent there",
    "executor": "your code would be sent there, and what answers can run code here",
    "metric": "a folder from elsewhere would run its code here",
    "install": "a folder from elsewhere would choose what is installed here",
}

# What a file may ask more of, and not less.
TIGHTENED: dict[str, type[Authority] | type[Workflow]] = {"authority": Authority, "workflow": Workflow}


def read_settings(folder: Path) -> dict[str, Any]:
    """``devloop.toml``, or ``[tool.devloop]`` in pyproject.toml, the nearest upwards. Raises ``BadSetting``."""
    return find_settings(folder)[1]


def find_settings(folder: Path) -> tuple[str, dict[str, Any]]:
    """The same with the path of the file; both are empty where there is none. Raises ``BadSetting``."""
    for place in (folder.absolute(), *folder.absolute().parents):
        for path, inside in ((place / "devloop.toml", ()), (place / "pyproject.toml", ("tool", "devloop"))):
            table = _table(path, inside) if path.is_file() else None
            if table is not None:
                return str(path), _checked(path, table)
    return "", {}


def environment_settings(environ: Mapping[str, str]) -> dict[str, str]:
    """The settings among environment variables, such as ``DEVLOOP_ATTEMPTS``; an empty one says nothing."""
    named = {field: environ.get(PREFIX + field.upper(), "") for field in Settings.model_fields}
    return {field: value for field, value in named.items() if value}


def _table(path: Path, inside: tuple[str, ...]) -> Any:
    try:
        table: Any = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise BadSetting(f"{path} is no TOML", str(error), 'Texts need quotes, e.g. lm = "openai/gpt-5".') from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(f"{path} cannot be read", str(error), "Save it as UTF-8, readable by you.") from None
    for key in inside:
        table = table.get(key) if isinstance(table, dict) else None
    return table


def _checked(path: Path, table: Any) -> dict[str, Any]:
    if not isinstance(table, dict):
        raise BadSetting(f"{path}: tool.devloop is no table", mend="Write [tool.devloop] and the settings below it.")
    for name, why in NOT_IN_FILES.items():
        if name in table:
            mend = f"Give it as an argument, or as {PREFIX}{name.upper()} in the environment."
            raise BadSetting(f"{path}: {name} cannot be set in a file", why, mend)
    for setting, kind in TIGHTENED.items():
        if loosened := _loosened(kind, table.get(setting, {})):
            mend = f"Take it out, or say it as {PREFIX}{setting.upper()} in the environment."
            why = "a folder from elsewhere would decide in your place"
            raise BadSetting(f"{path}: {', '.join(loosened)} cannot be made looser in a file", why, mend)
    try:
        return {check_name(name): value for name, value in table.items()}
    except BadSetting as error:
        raise BadSetting(f"{path}: {error.what}", error.why, error.mend) from None


def _loosened(kind: type[Authority] | type[Workflow], told: Any) -> tuple[str, ...]:
    try:
        return kind.model_validate(told).loosened
    except ValidationError:  # It is refused with its reason when the settings are put together.
        return ()
