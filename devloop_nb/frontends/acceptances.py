"""What undoing or redoing an acceptance came to, in one line for every frontend."""

from devloop_nb.values.run_state import RunState


def say_accepted(state: RunState, module: str = "") -> str:
    """Which attempt of a module, or of each, is accepted now."""
    chosen = [state.modules[module]] if module else state.modules.values()
    told = (
        f"attempt {each.accepted} of {each.name}" if each.accepted else f"no attempt of {each.name}"
        for each in chosen
    )
    return f"accepted now: {', '.join(told)}"
