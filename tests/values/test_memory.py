"""Earlier attempts in a line each."""

from devloop_nb.values.attempt import Attempt, Draft, Move
from devloop_nb.values.memory import LONGEST, NEWEST, line, remembered
from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.score import Score


def attempt(number: int, parent: int | None = None, problem: str = "", message: str = "assert 1 == 1.5") -> Attempt:
    cases = [
        CaseResult.model_construct(id=f"test_x.py::test_{n}", outcome="failed", message=message) for n in range(5)
    ]
    outcome = Outcome.model_construct(status="failed", tests=tuple(cases), message="")
    move = Move(kind="debug" if parent else "draft", number=number, parent=parent)
    score = Score.model_construct(total=0.5)
    draft = Draft(code="x", problem=problem)
    return Attempt.model_construct(
        module="m", move=move, draft=draft, outcome=outcome, score=score, broke=(), findings=()
    )


def test_number_move_score_tests_and_why() -> None:
    why = "test_0: assert 1 == 1.5; test_1: assert 1 == 1.5; test_2: assert 1 == 1.5; and 2 more"
    assert line(attempt(3, parent=2)) == f"attempt 3 (debug of 2): 0.50; fails {why}"


def test_an_answer_that_could_not_be_used() -> None:
    assert line(attempt(1, problem="the answer was empty")) == "attempt 1 (draft): 0.50; the answer was empty"


def test_one_line_whatever_went_wrong() -> None:
    told = line(attempt(1, message="boom\n" * 500))
    assert "\n" not in told
    assert len(told) < 4 * LONGEST


def test_the_newest_without_the_one_that_is_shown_whole() -> None:
    told = remembered([attempt(number) for number in range(1, NEWEST + 4)], without=2)
    assert told[0] == "2 attempts before these are left out"
    assert [each.split()[1] for each in told[1:]] == [str(number) for number in range(4, NEWEST + 4)]
    assert remembered([]) == ()
