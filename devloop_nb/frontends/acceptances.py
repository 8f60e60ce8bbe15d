"""Acceptances as every frontend makes them, what speaks against one, and what undoing or redoing one came to."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from devloop_nb.frontends.report.figures import count
from devloop_nb.session import Session
from devloop_nb.values.choosing import choose_module
from devloop_nb.values.errors import BadInput
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.run_state import RunState

if TYPE_CHECKING:
    from devloop_nb.session.probing import Broken


async def accept_all(session: Session, which: str, module: str = "", number: int | None = None) -> RunState:
    """Accepts an attempt of a module, or the best of each where none is named. Raises ``BadInput``."""
    state = await session.find(which)
    names = [module] if module or len(state.modules) == 1 else list(state.modules)
    if number is not None and len(names) > 1:
        raise BadInput("which module?", mend=f"Add --module: {', '.join(names)}.")
    for name in names or [""]:
        state = await session.accept(state.run, name, number)
    return state


async def doubts(session: Session, state: RunState, module: str = "", number: int | None = None) -> tuple[str, ...]:
    """What speaks against what is accepted now, in one line each; nothing is changed by it.

    Where an attempt was chosen by its number, the tests of what is built on its module run once more, over it.
    """
    chosen = [choose_module(state, module)] if module or number is not None else list(state.modules.values())
    said = [line for each in chosen if (line := _falls_short(each, state.settings.threshold))]
    if number is None:
        return tuple(said)
    broken = await session.broken_above(state.run, module, number)
    above = dict.fromkeys(each.module for each in broken)
    return (*said, *(_breaks(number, name, [each for each in broken if each.module == name]) for name in above))


def say_accepted(state: RunState, module: str = "") -> str:
    """Which attempt of a module, or of each, is accepted now."""
    chosen = [state.modules[module]] if module else state.modules.values()
    told = (
        f"attempt {each.accepted} of {each.name}" if each.accepted else f"no attempt of {each.name}"
        for each in chosen
    )
    return f"accepted now: {', '.join(told)}"


def _breaks(number: int, above: str, broken: Sequence["Broken"]) -> str:
    test = broken[0].case
    more = f" and {count(len(broken) - 1, 'more test')}" if len(broken) > 1 else ""
    return (
        f"over attempt {number}, {test.id} of {above}{more} had passed and breaks: {' '.join(test.message.split())}"
    )


def _falls_short(module: ModuleState, threshold: float) -> str:
    accepted = module.attempts[module.accepted - 1] if module.accepted else None
    if accepted is None or accepted.score is None:
        return ""
    best = max(module.finished, key=lambda attempt: attempt.score.passed if attempt.score else 0)
    said = []
    if best.score and best.score.passed > accepted.score.passed:
        passed = f"{accepted.score.passed} of {accepted.score.expected} tests"
        said.append(f"passes {passed}, attempt {best.number} passes {best.score.passed}")
    if accepted.total < threshold:
        said.append(f"scored {accepted.total:.2f}, {threshold:.2f} was asked for")
    return f"attempt {accepted.number} of {module.name} {'; it '.join(said)}" if said else ""
