"""Runs in which a model's own test expects the wrong thing: real kernels, prepared answers."""

from pathlib import Path
from typing import Any

import pytest
from helmsman import Ship, sail

from devloop_nb.frontends.describe import describe
from devloop_nb.frontends.report.report import Report
from devloop_nb.stages.questions import blocker_question
from devloop_nb.values.run_state import RunState
from devloop_nb.values.spec_text import parse_spec

SPEC = "---\nname: half\nentry: half(x)\n---\nHalve a number exactly.\n"
TESTS = """
from half import half

def test_even():
    assert half(4) == 2

def test_odd():
    # Half of three, rounded down.
    assert half(3) == 1
"""
ODD = "test_half_model.py::test_odd"
EACH = [f"def half(x: float) -> float:\n    return {how}\n" for how in ("x / 2", "x * 0.5", "0.5 * x", "x / 2.0")]


def story(folder: Path, expectations: str, **settings: Any) -> tuple[RunState, Ship]:
    seen: list[Ship] = []

    async def told(ship: Ship) -> None:
        script = {"tests": {"half": TESTS}, "code": {"half": EACH}}
        chosen = ship.settings(script, authority={"expectations": expectations}, attempts=4, **settings)
        await ship.session.develop(parse_spec(SPEC, "half"), chosen, listen=ship.hear)
        seen.append(ship)

    sail(folder, told)
    return seen[0].state, seen[0]


def test_by_default_nothing_changes_and_the_evidence_is_told(tmp_path: Path) -> None:
    state, ship = story(tmp_path, "never")
    half = state.modules["half"]
    assert (half.status, len(half.attempts)) == ("partial", 4)
    assert half.suite
    assert ODD in half.suite.expected
    assert [(tuple(each.says), each.attempts) for each in half.doubts] == [((ODD,), (1, 2, 3))]
    assert "expectation_dropped" not in ship.kinds()
    assert any(
        "agree against test_half_model.py::test_odd: assert 1.5 == 1" in describe(each) for each in ship.events
    )
    assert "they count all the same" in Report(state).markdown()
    assert ODD in blocker_question(half, "spent").shows


def test_with_permission_the_test_is_dropped_and_no_model_is_asked_again(tmp_path: Path) -> None:
    state, ship = story(tmp_path, "alone")
    half = state.modules["half"]
    assert (state.status, half.status, half.accepted) == ("success", "success", 4)
    assert half.suite
    assert half.suite.expected == ("test_half_model.py::test_even",)
    assert half.suite.rejected[ODD].startswith("dropped with permission: attempts 1, 2 and 3, different codes")
    again = half.attempts[3]
    assert (again.move.kind, again.move.parent, again.code) == ("again", 1, half.attempts[0].code)
    assert len(state.calls) == 4
    assert ship.kinds().index("expectation_doubted") < ship.kinds().index("expectation_dropped")
    assert "dropped with permission" in Report(state).markdown()


@pytest.mark.parametrize("choice", ["approve", "reject"])
def test_people_are_asked_and_the_answer_holds_when_the_run_goes_on(tmp_path: Path, choice: str) -> None:
    async def told(ship: Ship) -> None:
        script = {"tests": {"half": TESTS}, "code": {"half": EACH}}
        chosen = ship.settings(script, authority={"expectations": "ask"}, attempts=3)
        stopped = (await ship.session.develop(parse_spec(SPEC, "half"), chosen)).state
        assert stopped.reason.startswith("checkpoint timed out: nobody answered about expectations")
        (question,) = stopped.helm.open
        assert (question.id, question.about) == ("expectations/half/1", "expectations")
        assert "# Half of three, rounded down." in question.shows
        assert "assert 1.5 == 1" in question.shows
        await (ship.session.approve("half") if choice == "approve" else ship.session.reject("half"))
        state = await ship.session.resume("half")
        half = state.modules["half"]
        assert half.suite
        assert (half.status, ODD in half.suite.expected) == (
            ("success", False) if choice == "approve" else ("partial", True)
        )
        assert len(half.attempts) == (4 if choice == "approve" else 3)
        assert len(state.calls) == 4

    sail(tmp_path, told)


def test_nobody_is_asked_about_a_test_of_the_users(tmp_path: Path) -> None:
    async def told(ship: Ship) -> None:
        chosen = ship.settings({"code": {"half": EACH}}, authority={"expectations": "alone"}, attempts=4)
        spec = f"{SPEC}\n## Tests\n```python{TESTS}```\n"
        await ship.session.develop(parse_spec(spec, "half"), chosen, listen=ship.hear)
        assert ship.state.modules["half"].status == "partial"
        assert ship.state.modules["half"].doubts == ()

    sail(tmp_path, told)
