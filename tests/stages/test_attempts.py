"""What is decided about attempts: the score, the feedback, the next move, the end."""

import pytest

from devloop_nb.stages.execute import syntax_problem, unusable
from devloop_nb.stages.feedback import write_feedback
from devloop_nb.stages.generate import make_brief
from devloop_nb.stages.red import wrong_reason
from devloop_nb.stages.score import score_outcome
from devloop_nb.stages.stop import module_end
from devloop_nb.values.attempt import Attempt, Draft, Move
from devloop_nb.values.limits import Limits
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.plan import ModuleSpec
from devloop_nb.values.requirements import Performance, Requirements
from devloop_nb.values.score import Score, Weights
from devloop_nb.values.suite import Suite, SuiteFile


def outcome(*cases: CaseResult) -> Outcome:
    passed = all(case.outcome == "passed" for case in cases)
    return Outcome(status="passed" if passed else "failed", tests=cases)


def case(name: str, how: str = "passed", **parts: object) -> CaseResult:
    return CaseResult(id=f"test_m.py::{name}", outcome=how, **parts)


def attempt(number: int, total: float, code: str = "x = 1", status: str = "failed") -> Attempt:
    return Attempt(
        module="m",
        move=Move(kind="draft", number=number),
        draft=Draft(code=code),
        outcome=Outcome(status=status),
        score=Score(total=total, tests=total, performance=total, passed=0, expected=1),
        feedback=f"feedback {number}",
    )


@pytest.mark.parametrize(
    ("cases", "target", "total"),
    [
        ((case("a"), case("b")), Performance(), 1.0),
        ((case("a"), case("b", "failed")), Performance(), 0.5),
        ((case("a", "skipped"), case("b", "xpassed"), case("c", "missing")), Performance(), 0.0),
        ((), Performance(), 0.0),
        ((case("a", seconds=2.0),), Performance(seconds=1.0), 0.7 + 0.3 * 0.5),
        ((case("a", peak_mib=40.0, seconds=9.0),), Performance(memory_mib=50), 1.0),
        ((case("a", peak_mib=100.0, seconds=2.0),), Performance(memory_mib=50, seconds=4), 0.7 + 0.3 * 0.75),
        ((case("a", "failed", seconds=9.0), case("b")), Performance(seconds=1.0), 0.5),
    ],
)
def test_score(cases: tuple[CaseResult, ...], target: Performance, total: float) -> None:
    assert score_outcome(outcome(*cases), target, Weights()).total == pytest.approx(total)


def test_weights_change_the_score() -> None:
    slow = outcome(case("a", seconds=2.0))
    target = Performance(seconds=1.0)
    assert score_outcome(slow, target, Weights(tests=1, performance=0)).total == 1.0
    assert score_outcome(slow, target, Weights(tests=0, performance=1)).total == 0.5
    assert score_outcome(slow, target, Weights(tests=0, performance=0)).total == 1.0


def test_feedback_says_what_fails_what_was_printed_and_what_is_slow() -> None:
    told = write_feedback(
        outcome(
            case("a", "failed", traceback="E assert 1 == 2", stdout="here"),
            case("b", seconds=3.0),
            case("c", "timeout", message="took longer than 10 s"),
        ),
        Performance(seconds=1.0),
    )
    for part in ("test_m.py::a failed", "assert 1 == 2", "here", "took longer than 10 s", "the target is 1.0 s"):
        assert part in told


def test_feedback_keeps_to_its_budget_and_says_what_it_left_out() -> None:
    told = write_feedback(outcome(*(case(f"t{n}", "failed", traceback="x" * 5000) for n in range(50))), Performance())
    assert len(told) < 5000
    assert "characters left out" in told
    assert "more failures left out" in told


@pytest.mark.parametrize(
    ("code", "word"),
    [("x = (", "line 1"), ("", "no code"), ("\0", "parse"), ("(" * 5000 + ")" * 5000, "parse"), ("x = 1", "")],
)
def test_what_does_not_compile_is_not_run(code: str, word: str) -> None:
    problem = syntax_problem(code)
    assert word in problem
    assert bool(problem) == bool(word)


def test_an_unusable_draft_fails_every_test() -> None:
    told = unusable(Suite(module="m", files=(), expected=("a", "b")), "no code")
    assert (told.status, told.passed, told.expected) == ("unusable", 0, 2)


def test_a_module_ends_when_it_is_good_or_the_attempts_are_spent() -> None:
    limits = Limits(attempts=2, threshold=0.9)
    ends = [
        module_end(ModuleState("m", attempts=tried), limits)
        for tried in (
            (),
            (attempt(1, 0.5),),
            (attempt(1, 0.95),),
            (attempt(1, 0.5), attempt(2, 0.4)),
            (attempt(1, 0.0), attempt(2, 0.0)),
        )
    ]
    assert [end.status if end else None for end in ends] == [None, None, "success", "partial", "failed"]


def test_a_brief_holds_no_held_back_test_and_only_named_dependencies() -> None:
    requirements = Requirements(name="m", goal="g", tests=("shown",), hidden_tests=("secret",))
    suite = Suite(module="m", files=(SuiteFile(name="test_m.py", source="shown", provenance="user"),))
    module = ModuleState("m", suite=suite, attempts=(attempt(1, 0.5),))
    spec = ModuleSpec(name="m", purpose="p", depends_on=("low",))
    move = Move(kind="debug", number=2, parent=1)
    brief = make_brief(spec, move, module, {"low": "L", "other": "O"}, requirements)
    assert brief.dependencies == {"low": "L"}
    assert (brief.previous, brief.feedback) == ("x = 1", "feedback 1")
    assert "secret" not in brief.model_dump_json()


@pytest.mark.parametrize(
    ("how", "exception", "right"),
    [
        ("failed", "NotImplementedError", True),
        ("failed", "AssertionError", True),
        ("failed", "Failed", True),
        ("failed", "NameError", False),
        ("error", "TypeError", False),
        ("passed", "", False),
        ("skipped", "", False),
        ("timeout", "", False),
    ],
)
def test_a_test_must_fail_on_the_stub_for_the_right_reason(how: str, exception: str, right: bool) -> None:
    assert bool(wrong_reason(case("a", how, exception=exception))) != right
