"""What is asked for, and a run that was asked for before -> whether it is the same, and what becomes of it."""

import hashlib
import json
from collections.abc import Mapping

from devloop_nb.values.limit_names import LIMITS
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.run_state import RunState
from devloop_nb.values.settings import Settings

NOT_OURS: Mapping[str, str] = {}
# Settings that do not change what comes of a run.
NO_MATTER = {"lm", "executor", "install", "install_mib", "prices", "workflow", "templates", "hard_from", *LIMITS}


def run_key(requirements: Requirements, settings: Settings, label: str, wording: Mapping[str, str] = NOT_OURS) -> str:
    """The same words with the same settings have the same key; ``wording`` are the versions of one's own prompts."""
    asked = [requirements.model_dump(mode="json"), settings.model_dump(mode="json", exclude=NO_MATTER), label]
    asked += [part for part in (settings.workflow.conditions, dict(wording), _own_rule(settings)) if part]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def _own_rule(settings: Settings) -> dict[str, str]:
    """Only a rule that is not the usual one: runs that were made before there was any are replayed, too."""
    own = settings.models.get("hard") and settings.hard_from != Settings.model_fields["hard_from"].default
    return {"hard_from": str(settings.hard_from)} if own else {}


def worth_replaying(state: RunState) -> bool:
    """A run that ended with attempts to show; one that broke before is tried again."""
    tried = any(module.finished for module in state.modules.values())
    return state.over and (state.status != "failed" or tried)
