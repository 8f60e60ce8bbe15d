"""When different codes that agree are evidence against a test of the model's, and when they are not."""

import pytest

from devloop_nb.stages.expectations import doubt
from devloop_nb.values.attempt import Attempt, Draft, Move
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.score import Score
from devloop_nb.values.suite import Suite, SuiteFile

GOOD, WRONG = "test_half_model.py::test_even", "test_half_model.py::test_odd"
SAYS = "assert 1.5 == 1"
ONE, TWO, THREE = "def half(x): return x / 2", "def half(x):\n    return x * 0.5", "half = lambda x: x / 2.0"


def case(test: str, message: str = "", exception: str = "AssertionError") -> CaseResult:
    failed = {"outcome": "failed", "message": message, "exception": exception}
    return CaseResult.model_validate({"id": test, **(failed if message else {"outcome": "passed"})})


def module(*tries: tuple[str, CaseResult], provenance: str = "model") -> ModuleState:
    file = SuiteFile.model_validate({"name": "test_half_model.py", "source": "", "provenance": provenance})
    attempts = tuple(
        Attempt(
            module="half",
            move=Move(kind="draft", number=number),
            draft=Draft(code=code),
            outcome=Outcome(status="failed", tests=(case(GOOD), said)),
            score=Score(total=0.85, tests=0.5, performance=1.0, passed=1, expected=2),
        )
        for number, (code, said) in enumerate(tries, 1)
    )
    return ModuleState("half", suite=Suite(module="half", files=(file,), expected=(GOOD, WRONG)), attempts=attempts)


def same(*codes: str) -> list[tuple[str, CaseResult]]:
    return [(code, case(WRONG, SAYS)) for code in codes]


def test_three_different_codes_that_agree_are_evidence() -> None:
    found = doubt(module(*same(ONE, TWO, THREE)))
    assert found
    assert (found.says, found.attempts) == ({WRONG: SAYS}, (1, 2, 3))
    assert found.told.startswith("attempts 1, 2 and 3, different codes that pass everything else, agree against")


def test_two_are_enough_where_nothing_is_left_to_try() -> None:
    two = module(*same(ONE, TWO))
    assert doubt(two) is None
    assert doubt(two, spent=True)


@pytest.mark.parametrize(
    "last",
    [
        (ONE + "  # the same code, said otherwise", case(WRONG, SAYS)),
        (THREE, case(WRONG, "assert 2 == 1")),
        (THREE, case(WRONG, SAYS, "ZeroDivisionError")),
        (THREE, case(WRONG)),
        (THREE, case(GOOD, "assert 0 == 2")),
    ],
)
def test_what_does_not_agree_is_none(last: tuple[str, CaseResult]) -> None:
    assert doubt(module(*same(ONE, TWO), last)) is None


def test_a_test_of_the_users_is_never_doubted() -> None:
    assert doubt(module(*same(ONE, TWO, THREE), provenance="user"), spent=True) is None


def test_what_fails_something_else_too_is_no_voice() -> None:
    states = module(*same(ONE, TWO, THREE))
    both = Outcome(status="failed", tests=(case(GOOD, "assert 0 == 2"), case(WRONG, SAYS)))
    first, *rest = states.attempts
    worse = ModuleState("half", suite=states.suite, attempts=(first.model_copy(update={"outcome": both}), *rest))
    assert doubt(worse) is None
    assert doubt(worse, spent=True)
