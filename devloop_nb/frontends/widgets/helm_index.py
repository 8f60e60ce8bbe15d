"""What the view's controls, its checkpoint panel and its gauges need of a run, in the index."""

from dataclasses import asdict
from typing import Any

from devloop_nb.frontends.widgets.forecast import left, percent
from devloop_nb.frontends.widgets.moments import Moments
from devloop_nb.frontends.widgets.plain_text import one_line
from devloop_nb.values.checkpoint import Checkpoint
from devloop_nb.values.limit_names import LIMITS
from devloop_nb.values.run_state import RunState

MOST_QUESTIONS = 10
RAISABLE = ("attempts", "threshold", *LIMITS)


def helm_index(state: RunState, moments: Moments) -> dict[str, Any]:
    """Small, whatever was said; what a question is about, and the plan, are asked for."""
    helm, settings = state.helm, state.settings
    plans = [question.id for question in helm.asked.values() if question.plan]
    return {
        "counted": state.counted,
        "paused": helm.paused,
        "stopAfter": helm.stop_after,
        "asks": [_question(question, moments) for question in helm.open[:MOST_QUESTIONS]],
        "said": len(moments.said),
        "plan": "built" if state.plan else plans[-1] if plans else "",
        "limits": {name: getattr(settings, name) for name in RAISABLE},
        "reopens": helm.reopens,
        "spent": _spent(state),
        "inFlight": [[key, moments.calls.get(key, 0.0)] for key in state.in_flight],
        "left": _left(state),
        "fence": _fence(state),
    }


def _question(question: Checkpoint, moments: Moments) -> dict[str, Any]:
    return {
        "id": question.id,
        "about": question.about,
        "asks": one_line(question.asks, 400),
        "choices": list(question.choices),
        "until": moments.until(question.id, question.seconds),
        "then": question.on_timeout,
        "shows": bool(question.shows),
        "plan": question.plan is not None,
    }


def _spent(state: RunState) -> dict[str, Any]:
    """What is spent, and in ``may`` what the calls under way may come to."""
    spent, may = state.spent, state.committed
    return {
        "tokens": spent.tokens,
        "calls": spent.requests,
        "money": spent.money,
        "priced": spent.price is not None,
        "may": {"tokens": may.tokens, "calls": may.requests, "money": may.money},
    }


def _left(state: RunState) -> dict[str, Any] | None:
    more = left(state)
    return {**asdict(more), "percent": round(percent(state))} if more else None


def _fence(state: RunState) -> str:
    """What stood around the newest kernel."""
    outcomes = [module.red for module in state.modules.values()]
    outcomes += [attempt.outcome for module in state.modules.values() for attempt in module.attempts[-1:]]
    told = [outcome.fence for outcome in outcomes if outcome and outcome.fence]
    return one_line(told[-1], 300) if told else ""
