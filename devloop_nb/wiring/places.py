"""Where history, accepted code and prompt templates lie."""

import os
from pathlib import Path

from devloop_nb.values.settings import Settings


def home_folder() -> Path:
    """Where history and accepted code lie: ``DEVLOOP_HOME``, else ``.devloop`` in the working folder."""
    return Path(os.environ.get("DEVLOOP_HOME") or ".devloop").expanduser().absolute()


def run_folder(home: Path | None) -> Path:
    """``home`` as an absolute folder; ``home_folder`` where it is not given."""
    return home.expanduser().absolute() if home else home_folder()


def templates_folder(settings: Settings, home: Path) -> str:
    """Where the user's prompt templates lie, as the settings say it, else in ``home``."""
    return settings.templates or str(home / "templates")
