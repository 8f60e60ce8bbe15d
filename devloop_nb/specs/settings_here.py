"""The settings of a folder, put together from all the places where they are said."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from devloop_nb.specs.settings_file import PREFIX, environment_settings, find_settings
from devloop_nb.specs.workflow_file import with_workflow
from devloop_nb.values.setting_row import NAME, InForce, origins, value_text
from devloop_nb.values.settings import Settings
from devloop_nb.values.settings_layers import merge_settings

Said = Mapping[str, Any]


def settings_of(folder: Path, environ: Mapping[str, str], arguments: Said, config: Said) -> Settings:
    """An argument wins over ``%config``, that over the environment, that over the file. Raises ``BadSetting``."""
    return _merged([("argument", arguments), *_layers(folder, environ, config)])


def settings_here(
    folder: Path, environ: Mapping[str, str], config: Said, redact: Callable[[str], str]
) -> dict[str, InForce]:
    """What each setting is without an argument, and where it comes from. Raises ``BadSetting``."""
    layers = _layers(folder, environ, config)
    return {
        name: InForce(redact(value_text(value, Settings.model_fields[name].default)), origin)
        for (name, value), origin in zip(_merged(layers), origins(layers).values(), strict=True)
    }


def _layers(folder: Path, environ: Mapping[str, str], config: Said) -> list[tuple[str, Said]]:
    return [("%config", config), (PREFIX + NAME, environment_settings(environ)), find_settings(folder)]


def _merged(layers: list[tuple[str, Said]]) -> Settings:
    return merge_settings(*(with_workflow(said) for _, said in layers))
