"""What a run asks people: whether a plan, a package or unsafe code is right, or to go on without a module."""

from collections.abc import Collection, Iterable
from typing import Any

import yaml

from devloop_nb.values.checkpoint import Answer, Checkpoint, bounded
from devloop_nb.values.condition import Facts
from devloop_nb.values.errors import RunHalted
from devloop_nb.values.gate import GateResult
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.plan import Plan
from devloop_nb.values.plan_text import plan_text
from devloop_nb.values.run_state import RunState
from devloop_nb.values.workflow import OPTIONAL


def plan_questions(plan: Plan, turn: int) -> tuple[Checkpoint, ...]:
    """The plan as a whole, and the signatures in it, before anything is built; ``turn`` counts the plans so far."""
    names, entries = ", ".join(plan.names), "\n".join(module.entry for module in plan.modules if module.entry)
    answers: dict[str, Any] = {"choices": ("approve", "reject", "edit"), "plan": plan}
    asks, shows = f"Is this plan right: {names}?", bounded(plan_text(plan))
    whole = Checkpoint(id=f"plan/{turn}", about="plan", asks=asks, shows=shows, **answers)
    if not entries:
        return (whole,)
    asks = "Are these the right signatures?"
    return (whole, Checkpoint(id=f"api/{turn}", about="api", asks=asks, shows=bounded(entries), **answers))


def dependency_question(why: str, large: Collection[str]) -> Checkpoint:
    """Packages that are larger than what may be installed without asking."""
    names = ", ".join(sorted(large))
    return Checkpoint(id=f"dependency/{names}", about="dependency", asks=f"Install {names} all the same?", shows=why)


def security_question(module: str, number: int, results: Iterable[GateResult]) -> Checkpoint | None:
    """What the security gate holds against an attempt, where it does."""
    found = [finding.told for result in results if _unsafe(result) for finding in result.findings]
    asks = f"{module}, attempt {number}: may this be accepted all the same?"
    key, shows = f"security/{module}/{number}", bounded("\n".join(found))
    return Checkpoint(id=key, about="security", asks=asks, shows=shows) if found else None


def let_pass(results: Iterable[GateResult]) -> tuple[GateResult, ...]:
    """The results after somebody accepted what the security gate found."""
    return tuple(_warning(each) if _unsafe(each) else each for each in results)


def _warning(result: GateResult) -> GateResult:
    """The same result where nothing of it blocks, the review by rules included."""
    found = tuple(each.model_copy(update={"severity": "warning"}) for each in result.findings)
    return result.model_copy(update={"mode": "warn", "findings": found})


def _unsafe(result: GateResult) -> bool:
    return result.gate == "security" and result.blocks


def blocker_question(module: ModuleState, why: str) -> Checkpoint:
    """A module that fell short; its id counts the attempts, so that each time is a question of its own."""
    best = module.best
    shows = [f"The best is attempt {best.number}, with {best.total:.2f}.", best.feedback] if best else []
    shows += [f"Doubted: {each.told}" for each in module.doubts]
    return Checkpoint(
        id=f"blocker/{module.name}/{len(module.attempts)}",
        about="blocker",
        asks=f"{module.name}: {why}. Go on with what there is? Rejected, it is tried as often again.",
        shows=bounded("\n\n".join(filter(None, shows))),
    )


def stage_question(stage: str, module: str, state: RunState, facts: Facts) -> Checkpoint:
    """Before a stage that the workflow gives a checkpoint; where the run cannot do without, a no is asked anew."""
    about = f"{stage}/{module}/{len(state.modules[module].attempts)}" if module else stage
    known = [key for key, answer in state.helm.answers.items() if answer.choice != "approve"]
    turn = 1 + sum(key.startswith(f"stage/{about}/") for key in known if stage not in OPTIONAL)
    asks = f"Go on with {stage}{f' of {module}' if module else ''}?"
    shows = yaml.safe_dump(dict(facts), sort_keys=False)
    return Checkpoint(id=f"stage/{about}/{turn}", about="stage", asks=asks, shows=bounded(shows))


def objection(plan: Plan, answer: Answer) -> str:
    """What the planner is told of a plan that was rejected. Raises ``RunHalted`` where no person rejected it."""
    if answer.by != "user":
        raise RunHalted("the plan was not approved", mend="Approve or edit it, or change the table of authority.")
    return f"The plan {', '.join(plan.names)} was rejected. {answer.note}".strip()
