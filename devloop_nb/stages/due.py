"""A run -> whether a stage is due in it."""

from devloop_nb.values.run_state import RunState


def integration_is_due(state: RunState) -> bool:
    """Not where a module has no code."""
    return bool(state.integration and not state.integrated and is_written(state))


def held_back_is_due(state: RunState) -> bool:
    """Once; not where a module has no code."""
    return bool(state.hidden_suite and not state.hidden and is_written(state))


def compliance_is_due(state: RunState) -> bool:
    """Once; nothing is said where no criteria were given."""
    return bool(state.requirements and state.requirements.criteria and state.compliance is None)


def is_written(state: RunState) -> bool:
    """Whether every module has code."""
    return state.code.keys() == state.modules.keys()
