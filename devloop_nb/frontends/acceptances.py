"""Acceptances as every frontend makes them, and what undoing or redoing one came to in one line."""

from devloop_nb.session import Session
from devloop_nb.values.errors import BadInput
from devloop_nb.values.run_state import RunState


async def accept_all(session: Session, which: str, module: str = "", number: int | None = None) -> RunState:
    """Accepts an attempt of a module, or the best of each where none is named. Raises ``BadInput``."""
    state = await session.find(which)
    names = [module] if module or len(state.modules) == 1 else list(state.modules)
    if number is not None and len(names) > 1:
        raise BadInput("which module?", mend=f"Add --module: {', '.join(names)}.")
    for name in names or [""]:
        state = await session.accept(state.run, name, number)
    return state


def say_accepted(state: RunState, module: str = "") -> str:
    """Which attempt of a module, or of each, is accepted now."""
    chosen = [state.modules[module]] if module else state.modules.values()
    told = (
        f"attempt {each.accepted} of {each.name}" if each.accepted else f"no attempt of {each.name}"
        for each in chosen
    )
    return f"accepted now: {', '.join(told)}"
