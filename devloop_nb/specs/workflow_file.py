"""A workflow as a YAML file: the stages, each with what is said of it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from devloop_nb.values.errors import BadSetting
from devloop_nb.values.unreadable import why_unreadable

EXAMPLE = "Write a stage and what is said of it, such as building: {parallel: 2, timeout: 600}."


def with_workflow(said: Mapping[str, Any]) -> Mapping[str, Any]:
    """The settings, where the name of a file stands for the workflow with what is in it. Raises ``BadSetting``."""
    named = said.get("workflow")
    return {**said, "workflow": read_workflow(Path(named))} if isinstance(named, str | Path) else said


def read_workflow(path: Path) -> dict[str, Any]:
    """The table in the file; its stages and keys are judged with the settings. Raises ``BadSetting``."""
    try:
        table = yaml.safe_load(path.expanduser().read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadSetting(f"the workflow {path} cannot be read", why_unreadable(error), EXAMPLE) from None
    if not isinstance(table, dict):
        raise BadSetting(f"{path} is no workflow", mend=EXAMPLE)
    return {str(stage): rule for stage, rule in table.items()}
