"""What a run asks people: whether a plan is right, and whether to go on without a module."""

import yaml

from devloop_nb.values.checkpoint import Answer, Checkpoint, bounded
from devloop_nb.values.errors import RunHalted
from devloop_nb.values.plan import Plan
from devloop_nb.values.plan_text import plan_text
from devloop_nb.values.run_state import ModuleState


def plan_question(plan: Plan, turn: int) -> Checkpoint:
    """The plan as a whole, before anything is built; ``turn`` counts the plans that were made."""
    return Checkpoint(
        id=f"plan/{turn}",
        about="plan",
        asks=f"Is this plan right: {', '.join(plan.names)}?",
        shows=bounded(plan_text(plan)),
        choices=("approve", "reject", "edit"),
        plan=plan,
    )


def blocker_question(module: ModuleState, why: str) -> Checkpoint:
    """A module that fell short; its id counts the attempts, so that each time is a question of its own."""
    best = module.best
    shows = {"best": best.number, "score": round(best.total, 4), "feedback": best.feedback} if best else {}
    return Checkpoint(
        id=f"blocker/{module.name}/{len(module.attempts)}",
        about="blocker",
        asks=f"{module.name}: {why}. Go on with what there is? Rejected, it is tried as often again.",
        shows=bounded(yaml.safe_dump(shows, sort_keys=False, allow_unicode=True)) if shows else "",
    )


def objection(plan: Plan, answer: Answer) -> str:
    """What the planner is told of a plan that was rejected. Raises ``RunHalted`` where no person rejected it."""
    if answer.by != "user":
        raise RunHalted("the plan was not approved", mend="Approve or edit it, or change the table of authority.")
    return f"The plan {', '.join(plan.names)} was rejected. {answer.note}".strip()
