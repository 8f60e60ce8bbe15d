"""What the rest of a run may take, judged by what its attempts have taken so far."""

from devloop_nb.values.budget import Spent
from devloop_nb.values.run_state import RunState
from devloop_nb.values.value import Value

ENDED = ("success", "partial", "failed")
# Calls that are made once, whatever comes of the attempts.
ONCE = ("plan", "tests")


class Rest(Value):
    """If all ``attempts`` are needed; ``usd`` is ``None`` where the price is unknown."""

    attempts: int
    calls: int
    tokens: int
    usd: float | None


def rest_of(state: RunState) -> Rest | None:
    """The mean per attempt times the attempts that are left; ``None`` where there is neither."""
    modules = state.modules.values()
    most, made = state.settings.attempts, sum(module.standing.finished for module in modules)
    left = sum(max(0, most - module.standing.current) for module in modules if not module.ended)
    if state.status in ENDED or not made or not left:
        return None
    spent = Spent()
    for call in state.calls.values():
        spent = spent if call.role in ONCE else spent.plus(Spent.on(call))
    share = left / made
    usd = None if spent.price is None else round(share * spent.price, 6)
    return Rest(attempts=left, calls=round(share * spent.requests), tokens=round(share * spent.tokens), usd=usd)
