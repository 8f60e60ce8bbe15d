"""What is tried next, and why."""

from dataclasses import replace

import pytest

from devloop_nb.stages.anchors import broken
from devloop_nb.stages.search import Policy, next_move, repetition
from devloop_nb.values.acceptances import Acceptance, Acceptances
from devloop_nb.values.attempt import Attempt, Draft, Move
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.score import Score
from devloop_nb.values.standing import Standing

ONE_FORM = Policy(("chat",), depth=3)


def tried(
    number: int, passed: str, code: str = "", parent: int | None = None, error: str = "", **move: object
) -> Attempt:
    """An attempt at three tests, of which those named passed."""
    cases = tuple(
        CaseResult(id=name, outcome="passed" if name in passed else "failed", message=error or f"{number}")
        for name in "abc"
    )
    total = len(passed) / 3
    return Attempt(
        module="m",
        move=Move(kind="debug" if parent else "draft", number=number, parent=parent, form="chat").model_copy(
            update=move
        ),
        draft=Draft(code=code or f"x = {number}"),
        outcome=Outcome(status="passed" if total == 1 else "failed", tests=cases),
        score=Score(total=total, tests=total, performance=1, passed=len(passed), expected=3),
    )


def after(*attempts: Attempt, policy: Policy = ONE_FORM, **state: object) -> Move:
    return next_move(ModuleState("m", attempts=attempts, **state), policy)


def test_first_drafts_then_work_on_the_best_of_them() -> None:
    policy = Policy(("plain", "chat"), drafts=3)
    drafts = [tried(1, "a"), tried(2, "ab"), tried(3, "")]
    assert [after(*drafts[:count], policy=policy).kind for count in range(4)] == ["draft", "draft", "draft", "debug"]
    assert after(*drafts, policy=policy).parent == 2
    assert [after(*drafts[:count], policy=policy).form for count in range(4)] == ["plain", "chat", "plain", "chat"]
    assert "draft 2 of 3" in after(drafts[0], policy=policy).reason


def test_what_passes_but_is_not_good_enough_is_improved() -> None:
    assert after(tried(1, "abc")).kind == "improve"


def test_without_code_there_is_nothing_to_work_on() -> None:
    nothing = tried(1, "").model_copy(update={"draft": Draft(code="", problem="no code")})
    assert after(nothing).parent is None


def test_work_that_brings_nothing_ends_in_a_fresh_draft() -> None:
    attempts = [tried(1, "a"), tried(2, "b", parent=1), tried(3, "c", parent=1), tried(4, "", parent=1)]
    moves = [after(*attempts[:count]) for count in range(1, 5)]
    assert [move.parent for move in moves] == [1, 2, 3, None]
    assert "3 attempts at mending brought nothing better" in moves[-1].reason
    better = tried(5, "ab")
    assert after(*attempts, better).parent == 5


@pytest.mark.parametrize(
    ("attempts", "word"),
    [
        ((tried(1, "a", "x"), tried(2, "b", "y"), tried(3, "a", "x")), "attempt 3 is the code of attempt 1 again"),
        (
            (tried(1, "a", error="e"), tried(2, "a", error="e"), tried(3, "a", error="e")),
            "with the same errors in attempts 1 to 3",
        ),
        ((tried(1, "a"), tried(2, "a"), tried(3, "a")), "the same tests fail in attempts 1 to 3"),
        ((tried(1, "a"), tried(2, "b"), tried(3, "a")), ""),
        ((tried(1, "a"), tried(2, "a")), ""),
    ],
)
def test_going_in_circles_is_noticed(attempts: tuple[Attempt, ...], word: str) -> None:
    said = repetition(Standing().after(attempts))
    assert word in said
    assert bool(word) == bool(said)


def test_every_time_it_is_stuck_another_way_out_is_tried() -> None:
    policy = Policy(("chat",), depth=99, hard_lm="openai/better")
    attempts = [tried(1, "a")]
    ways = []
    for number in range(2, 9):
        move = after(*attempts, policy=policy)
        if move.stuck:
            ways.append((move.kind, move.parent is None, move.temperature, move.lm))
        attempts.append(tried(number, "a", "x", **move.model_dump(include={"stuck", "parent", "kind"})))
    assert ways[0] == ("debug", False, 1.0, "")
    assert ways[1] == ("debug", False, None, "openai/better")
    assert ways[2] == ("draft", True, 1.0, "")
    assert ways[3][0] == "simplify"


def test_what_is_complex_is_always_written_by_the_model_for_hard_cases() -> None:
    usual = Policy(("chat",), depth=99, hard_lm="openai/better")
    policy = replace(usual, complexity="14 tests, 3 dependencies")
    attempts = [tried(number, "a", "x", parent=number - 1 or None) for number in range(1, 9)]
    for count in range(8):
        move, before = (after(*attempts[:count], policy=each) for each in (policy, usual))
        assert (move.kind, move.lm) == (before.kind, "openai/better")
        why = "; another model, openai/better: the module is complex (14 tests, 3 dependencies)"
        assert move.reason == before.reason + why
    assert after(policy=policy).reason.startswith("the first draft; another model")
    assert after(policy=usual).lm == ""


def test_another_model_is_no_way_out_where_it_was_asked_all_along() -> None:
    policy = Policy(("chat",), depth=99, hard_lm="openai/better", complexity="14 tests")
    attempts, ways = [tried(1, "a")], []
    for number in range(2, 8):
        move = after(*attempts, policy=policy)
        if move.stuck:
            ways.append((move.kind, move.temperature))
        attempts.append(tried(number, "a", "x", **move.model_dump(include={"stuck", "parent", "kind"})))
    assert ways[:3] == [("debug", 1.0), ("draft", 1.0), ("simplify", None)]


def test_what_asks_no_model_names_none() -> None:
    policy = Policy(("chat",), hard_lm="openai/better", complexity="14 tests")
    assert after(tried(1, "ab"), again=1, policy=policy).lm == ""


def test_other_ways_of_asking_come_first_while_there_are_any() -> None:
    policy = Policy(("chat", "plain", "loop"))
    move = after(tried(1, "a", "x"), tried(2, "a", "x", form="plain"), policy=policy)
    assert (move.form, move.temperature) == ("loop", None)
    assert "asked in another way, loop" in move.reason


def test_what_broke_a_test_is_not_gone_on_with() -> None:
    worse = tried(2, "bc", parent=1).model_copy(update={"broke": ("a",)})
    assert after(tried(1, "a"), worse).parent == 1
    state = ModuleState("m", attempts=(tried(1, "a"), worse))
    assert state.best
    assert state.best.number == 1


def test_anchors_are_what_the_parent_passed() -> None:
    parent, child = tried(1, "ab"), tried(2, "bc", parent=1)
    assert child.outcome
    assert broken(parent, child.outcome) == ("a",)
    assert broken(None, child.outcome) == ()


def test_a_module_that_is_sent_back_begins_with_what_was_accepted() -> None:
    move = after(
        tried(1, "abc"), acceptances=Acceptances().then(Acceptance(1)), before=1, sent_back="integration fails"
    )
    assert (move.kind, move.parent, move.number, move.reason) == ("debug", 1, 2, "it was sent back")
