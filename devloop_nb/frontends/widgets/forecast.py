"""What is still to come, from what was measured in this run; nothing is told where nothing was measured."""

from dataclasses import dataclass
from typing import Any

from devloop_nb.values.attempt import Attempt
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.plan import Plan
from devloop_nb.values.run_state import RunState


@dataclass(frozen=True)
class Left:
    """Attempts that may still be made, and what they come to if all are needed; ``usd`` is known where all is."""

    attempts: int
    seconds: float
    tokens: float
    usd: float | None


def left(state: RunState) -> Left | None:
    """The most that is still to come of a run that builds; ``None`` before the first attempt is done."""
    made = [attempt for module in state.modules.values() for attempt in module.finished]
    if not made or state.status != "running":
        return None
    more = sum(_attempts_left(module, state) for module in state.modules.values())
    calls = [state.calls[key] for attempt in made for key in _calls(attempt) if key in state.calls]
    dear = [call.usd for call in calls if call.usd is not None]
    return Left(
        attempts=more,
        seconds=more * sum(_seconds(attempt, state) for attempt in made) / len(made),
        tokens=more * sum(call.tokens for call in calls) / len(made),
        usd=more * sum(dear) / len(made) if len(dear) == len(calls) else None,
    )


def percent(state: RunState) -> float:
    """How much of the way is gone: modules that are done, and of the others the attempts that are spent."""
    if not state.modules:
        return 0.0
    limit = state.settings.attempts
    shares = [1 - _attempts_left(module, state) / limit for module in state.modules.values()]
    return 100 * sum(shares) / len(shares)


def plan_forecast(plan: Plan, state: RunState) -> dict[str, Any]:
    """What a plan may take, as ``[least, most]``: calls, and at the mean of this run's own calls tokens and USD.

    Least: every module is right at once, with the user's tests. Most: every attempt and every review is needed.
    """
    settings, modules = state.settings, len(plan.modules)
    reviews = settings.review_rounds + 1 if settings.review else 0
    least = modules * (1 + settings.review)
    most = modules * (1 + settings.attempts + reviews)
    calls = list(state.calls.values())
    told: dict[str, Any] = {"calls": [least, most], "tokens": None, "usd": None, "measured": len(calls)}
    if calls:
        mean = sum(call.tokens for call in calls) / len(calls)
        told["tokens"] = [round(least * mean), round(most * mean)]
        if state.spent.price is not None:
            each = state.spent.price / len(calls)
            told["usd"] = [least * each, most * each]
    return told


def _attempts_left(module: ModuleState, state: RunState) -> int:
    return 0 if module.ended else max(0, state.settings.attempts - module.standing.current)


def _seconds(attempt: Attempt, state: RunState) -> float:
    asked = sum(state.calls[key].seconds for key in _calls(attempt) if key in state.calls)
    return asked + attempt.gate_seconds + (attempt.outcome.seconds if attempt.outcome else 0.0)


def _calls(attempt: Attempt) -> tuple[str, ...]:
    return attempt.draft.calls if attempt.draft else ()
