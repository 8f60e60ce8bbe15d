"""What is said of an attempt beside its tests, in words that need no explanation."""

import pytest

from devloop_nb.frontends.report.readings import readings, shut_off
from devloop_nb.kernels.fence.tier import Tier, find_tier
from devloop_nb.values.outcome import NotSealed, Outcome


def test_a_verdict_says_where_the_tests_ran() -> None:
    beside, sealed = Outcome(status="passed"), Outcome(status="passed", verdict="sealed")
    kept = Outcome(status="passed", not_sealed=NotSealed(by="code", why="it gives a generator"))
    said = [dict(readings(outcome))["verdict"] for outcome in (beside, kept, sealed)]
    assert said[0].startswith("in-process: tests and code ran in one process; only a good attempt is checked again")
    assert said[1] == "in-process: tests and code ran in one process; it gives a generator"
    assert said[2].startswith("sealed: checked again")
    assert "what was run" not in dict(readings(beside))
    assert (
        dict(readings(Outcome(status="failed", tier="tests")))["what was run"] == "the tests that are not marked slow"
    )


@pytest.mark.parametrize(
    ("fence", "says"),
    [
        ("tier 1: limits only, because darwin has no namespaces", "nothing (tier 1: limits only, because darwin"),
        (Tier(1, "limits only, because X").says, "nothing (tier 1: limits only, because X)"),
    ],
)
def test_code_that_was_let_loose_is_said_to_be(fence: str, says: str) -> None:
    assert shut_off(fence).startswith(says)


@pytest.mark.skipif(find_tier().value < 2, reason="this machine has no tier 2")
def test_the_fence_of_this_machine_is_told_by_what_it_keeps_out() -> None:
    assert shut_off(find_tier().says).startswith("the network, your home folder and other programs (tier 2")
    assert "namespaces" not in shut_off(find_tier().says)
