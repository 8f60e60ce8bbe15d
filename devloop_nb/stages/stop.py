"""Attempts and limits -> whether a module is done, and why."""

from typing import NamedTuple

from devloop_nb.values.attempt import Attempt
from devloop_nb.values.events import ModuleStatus, RunStatus
from devloop_nb.values.limits import Limits
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.run_state import RunState
from devloop_nb.values.workflow import PROOFS


class End(NamedTuple):
    """How a module ended."""

    status: ModuleStatus
    reason: str


def module_end(module: ModuleState, limits: Limits) -> End | None:
    """The end of a module, or ``None`` while it is worth another try."""
    if module.by_hand and (best := module.best):
        good = best.total >= limits.threshold
        says = f"attempt {best.number} was accepted by hand, with {best.total:.2f}"
        return End("success" if good else "partial", says)
    if module.again:
        return None
    if best := acceptable(module, limits):
        return End("success", f"attempt {best.number} scored {best.total:.2f}, {limits.threshold:.2f} was asked for")
    if end := _unmended(module, limits):
        return end
    if module.standing.turns < limits.attempts:
        return None
    best = module.standing.leader
    spent = "1 attempt is spent" if limits.attempts == 1 else f"{limits.attempts} attempts are spent"
    if module.accepted:
        return End("partial", f"{spent}; attempt {module.accepted} stays accepted")
    if best and best.total > 0:
        held = f", kept from being accepted: {best.blocked[0].told}" if best.blocked else ""
        return End("partial", f"{spent}; the best is attempt {best.number} with {best.total:.2f}{held}")
    return End("failed", f"{spent} and none passed a test")


def _unmended(module: ModuleState, limits: Limits) -> End | None:
    """The end of the fix cycle: a reviewer may send a module back only so often."""
    last = module.standing.last_critical
    if last is None or module.standing.critical <= limits.review_rounds:
        return None
    return End(
        "partial", f"{limits.review_rounds} rounds of mending are spent, and still CRITICAL: {last.blocked[0].told}"
    )


def acceptable(module: ModuleState, limits: Limits) -> Attempt | None:
    """The best of the current attempts that nothing speaks against, if it is good enough."""
    best = module.standing.clean
    return best if best and best.total >= limits.threshold else None


def halt(state: RunState) -> str:
    """Why the run ends before its modules have, where people wanted that; empty where they did not."""
    if not state.helm.stop_after or all(module.ended for module in state.modules.values()):
        return ""
    tried = [module for module in state.modules.values() if module.standing.finished and not module.ended]
    last = " and ".join(
        f"attempt {module.standing.finished}" + (f" of {module.name}" if len(state.modules) > 1 else "")
        for module in tried
    )
    return f"stopped after {last} by the user" if last else "stopped by the user before the next attempt"


class RunEnd(NamedTuple):
    """How a run ended."""

    status: RunStatus
    reason: str


def run_end(state: RunState) -> RunEnd:
    """The end of a run whose modules have all ended."""
    modules = state.modules.values()
    short = [f"{module.name}: {module.reason}" for module in modules if module.status != "success"]
    short += [f"{stage} was left out: {why}" for stage, why in state.skipped.items() if stage in PROOFS]
    short += _integration(state)
    short += [f"{row.criterion.id} is not proved: {row.why}" for row in state.compliance or () if row.fails]
    held = _held_back(state)
    if not short:
        return RunEnd("success", "; ".join(part for part in ("every test passes", held) if part))
    status: RunStatus = "partial" if any(module.best and module.best.total > 0 for module in modules) else "failed"
    return RunEnd(status, "; ".join([*short, *([held] if held else [])]))


def _integration(state: RunState) -> list[str]:
    done = state.integrated
    if not state.integration or "integration" in state.skipped or (done and done.status == "passed"):
        return []
    return [f"{done.passed} of {done.expected} integration tests pass" if done else "integration was not tried"]


def _held_back(state: RunState) -> str:
    hidden = state.hidden
    return f"{hidden.passed} of {hidden.expected} held-back tests pass" if hidden else ""
