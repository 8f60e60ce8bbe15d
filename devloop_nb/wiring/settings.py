"""The settings that hold here, and where each comes from."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from devloop_nb.specs.settings_here import settings_here, settings_of
from devloop_nb.values.setting_row import InForce
from devloop_nb.values.settings import Settings
from devloop_nb.wiring.redaction import redactor


def load_settings(arguments: Mapping[str, Any], config: Mapping[str, Any] | None = None) -> Settings:
    """The settings here; what is said nearer to the run wins. Raises ``BadSetting``."""
    return settings_of(Path.cwd(), os.environ, arguments, config or {})


def settings_in_force(config: Mapping[str, Any] | None = None) -> dict[str, InForce]:
    """What each setting is here, without secrets, and where it comes from. Raises ``BadSetting``."""
    return settings_here(Path.cwd(), os.environ, config or {}, redactor())
