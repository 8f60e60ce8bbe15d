"""What somebody means who names a module, or an attempt by its number."""

from devloop_nb.values.attempt import Attempt
from devloop_nb.values.errors import BadInput, NotFound
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.run_state import RunState


def choose_module(state: RunState, name: str = "") -> ModuleState:
    """The module of that name, or the only one. Raises ``NotFound``."""
    if not name and len(state.modules) == 1:
        return next(iter(state.modules.values()))
    if name not in state.modules:
        known = ", ".join(state.modules) or "none yet"
        raise NotFound(f"{state.name} has no module {name!r}" if name else "which module?", mend=f"Modules: {known}.")
    return state.modules[name]


def choose_attempt(module: ModuleState, number: int | None = None) -> Attempt:
    """The attempt of that number, or the best; it has code. Raises ``NotFound`` and ``BadInput``."""
    if number is not None and not 1 <= number <= len(module.attempts):
        made = f"Attempts 1 to {len(module.attempts)} exist." if module.attempts else "It has none yet."
        raise NotFound(f"{module.name} has no attempt {number}", mend=made)
    attempt = module.best if number is None else module.attempts[number - 1]
    if attempt and attempt.code:
        return attempt
    which = f"attempt {number} of {module.name}" if number else module.name
    raise BadInput(f"{which} has no code", mend="Resume the run, or run it again with --rerun.")
