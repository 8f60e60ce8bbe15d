"""Attempts so far -> the next move and its reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from devloop_nb.values.attempt import Attempt, Kind, Move
from devloop_nb.values.gates import MEND
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.standing import RECENT, Standing
from devloop_nb.values.strategy import strategy_of
from devloop_nb.values.suite import Suite

HOT, SAMPLING = 1.0, 0.7


@dataclass(frozen=True)
class Policy:
    """How a coder is led: the prompt ``forms`` it knows, and how many first ``drafts`` there are to choose from.

    A draft is worked on for ``depth`` attempts that bring nothing better. ``hard_lm`` is a model for hard cases, and
    ``complexity`` says why it writes this module from the first draft on, if it does. With ``samples`` every attempt
    is a draft of its own: the control group, which shows what the search is worth.
    """

    forms: Sequence[str]
    drafts: int = 1
    depth: int = 3
    hard_lm: str = ""
    complexity: str = ""
    samples: bool = False


def next_move(module: ModuleState, policy: Policy) -> Move:
    """First drafts, then work on the best attempt, unless that leads nowhere.

    What is complex is written by the model for hard cases.

    Prompt formats rotate: a weak model that is asked the same way answers the same way.
    """
    move = _next_move(module, policy)
    if not policy.complexity or not move.asks:
        return move
    says = f"{move.reason}; another model, {policy.hard_lm}: the module is complex ({policy.complexity})"
    return move.model_copy(update={"lm": policy.hard_lm, "reason": says})


def _next_move(module: ModuleState, policy: Policy) -> Move:
    standing = module.standing
    turn = standing.asked + 1
    form = policy.forms[(turn - 1) % len(policy.forms)]
    move = Move(kind="draft", number=standing.finished + 1, turn=turn, form=form)
    if module.again:
        says = f"attempt {module.again} once more, without the expectation that was dropped"
        return _on(move, says, "again", module.again)
    if policy.samples:
        sample = move.model_copy(update={"form": policy.forms[0], "temperature": SAMPLING})
        return _on(sample, f"sample {standing.current + 1}, drawn without a look at the others")
    best = standing.base
    if module.sent_back and (best is None or best.broke or not best.code):
        return _on(move, "it was sent back", "debug", module.accepted)
    if standing.current < policy.drafts:
        many = f"draft {standing.current + 1} of {policy.drafts} to choose from"
        return _on(move, "the first draft" if policy.drafts == 1 else many)
    if best is None or not best.code:
        return _on(move, "no attempt had code that runs")
    if stuck := repetition(standing):
        return _way_out(_on(move, stuck, _work_on(best), best.number), standing, policy)
    if standing.fruitless >= policy.depth:
        return _on(move, f"{standing.fruitless} attempts at mending brought nothing better: a fresh draft")
    aim = _aim(best, module.suite)
    best_so_far = f"attempt {best.number} is the best so far, with {best.total:.2f}"
    return _on(move, f"{best_so_far}: {aim}" if aim else best_so_far, _work_on(best), best.number)


def _on(move: Move, reason: str, kind: Kind = "draft", parent: int | None = None) -> Move:
    return move.model_copy(update={"kind": kind, "parent": parent, "reason": reason})


def repetition(standing: Standing) -> str:
    """What the last attempt has in common with an earlier one that it should not; empty where there is nothing."""
    recent = standing.recent
    last = recent[-1]
    if last.move.kind == "again":
        return ""
    if standing.same:
        return f"attempt {last.number} is the code of attempt {standing.same} again"
    if len(recent) < RECENT or last.move.stuck:
        return ""
    if all(_failures(attempt) == _failures(last) for attempt in recent) and _failures(last):
        return f"the same tests fail with the same errors in attempts {recent[0].number} to {last.number}"
    if all(_failing(attempt) == _failing(last) for attempt in recent) and _failing(last):
        return f"the same tests fail in attempts {recent[0].number} to {last.number}"
    return ""


def _way_out(move: Move, standing: Standing, policy: Policy) -> Move:
    """Every time it is stuck another way is tried, from the cheapest to the most different."""
    unused = [form for form in policy.forms if form not in standing.forms]
    other_lm = "" if policy.complexity else policy.hard_lm
    ways: list[dict[str, Any]] = [
        {"temperature": HOT, "says": f"a higher temperature, {HOT}"},
        {"form": move.form, "says": f"it is asked in another way, {move.form}"},
        {"lm": other_lm, "says": f"another model, {other_lm}"},
        {"kind": "draft", "parent": None, "temperature": HOT, "says": "a fresh draft"},
        {"kind": "simplify", "says": "the simplest module that can do it"},
    ]
    open_ways = [way for way in ways if way.get("lm", "-") and (len(policy.forms) > 1 or "form" not in way)]
    way = (
        {"form": unused[0], "says": f"it is asked in another way, {unused[0]}"}
        if unused
        else open_ways[standing.stuck % len(open_ways)]
    )
    changes = {name: value for name, value in way.items() if name != "says"}
    return move.model_copy(update={**changes, "stuck": move.reason, "reason": f"{move.reason}: {way['says']}"})


def _aim(best: Attempt, suite: Suite | None) -> str:
    """What is to be done about it, by what went wrong; empty where nothing tells."""
    if best.blocked:
        return MEND.get(best.blocked[0].about, best.blocked[0].says)
    missed = best.score is not None and best.score.performance < best.score.tests
    strategy = strategy_of(best.outcome, suite, missed=missed) if best.outcome else None
    return strategy.name if strategy else ""


def _work_on(best: Attempt) -> Kind:
    return "improve" if best.outcome is not None and best.outcome.status == "passed" else "debug"


def _failing(attempt: Attempt) -> frozenset[str]:
    return frozenset(case.id for case in attempt.outcome.failing) if attempt.outcome else frozenset()


def _failures(attempt: Attempt) -> frozenset[tuple[str, str, str]]:
    cases = attempt.outcome.failing if attempt.outcome else ()
    return frozenset((case.id, case.exception, case.message) for case in cases)
