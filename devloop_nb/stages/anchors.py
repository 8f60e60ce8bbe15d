"""An attempt and the one it started from -> the tests that it broke."""

from devloop_nb.values.attempt import Attempt
from devloop_nb.values.outcome import Outcome


def broken(parent: Attempt | None, outcome: Outcome) -> tuple[str, ...]:
    """What passed before and does not pass now; nothing where there was nothing to break."""
    if parent is None or parent.outcome is None:
        return ()
    passed = {case.id for case in parent.outcome.tests if case.outcome == "passed"}
    return tuple(case.id for case in outcome.failing if case.id in passed)
