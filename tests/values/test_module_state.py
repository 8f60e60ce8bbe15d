"""The best attempt of a module, as it is kept up to date with each event."""

from hypothesis import given
from hypothesis import strategies as st

from devloop_nb.values import events as ev
from devloop_nb.values.attempt import Attempt, Draft, Move
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.score import Score

# Of each attempt: whether it has code, how many of two tests pass, and whether it broke one.
TRIED = st.tuples(st.booleans(), st.integers(0, 2), st.booleans())


def _events(number: int, coded: bool, passed: int, broke: bool) -> list[ev.Event]:
    score = Score(total=passed / 2, tests=passed / 2, performance=1.0, passed=passed, expected=2)
    draft = Draft(code=f"x = {number}\n" if coded else "")
    reverted = ev.AttemptReverted(module="m", number=number, parent=1, broke=("test_a",))
    return [
        ev.AttemptStarted(module="m", move=Move(kind="draft", number=number)),
        ev.CodeWritten(module="m", number=number, draft=draft),
        ev.AttemptScored(module="m", number=number, score=score, feedback=""),
        *([reverted] if broke else []),
    ]


def _first_of_the_best(attempts: tuple[Attempt, ...]) -> Attempt | None:
    def worth(attempt: Attempt) -> tuple[bool, float, bool]:
        return not attempt.broke, attempt.total, bool(attempt.code)

    return max((attempt for attempt in attempts if attempt.score), key=worth, default=None)


@given(st.lists(TRIED, max_size=6), st.lists(st.integers(1, 6), max_size=3))
def test_it_is_the_one_that_a_look_through_all_attempts_finds(
    tried: list[tuple[bool, int, bool]], broken_later: list[int]
) -> None:
    module = ModuleState("m")
    events = [event for number, each in enumerate(tried, start=1) for event in _events(number, *each)]
    late = [number for number in broken_later if number <= len(tried)]
    events += [ev.AttemptReverted(module="m", number=number, parent=1, broke=("test_b",)) for number in late]
    for event in events:
        module = module.after(event)
        assert module.best == _first_of_the_best(module.attempts)
        assert module == ModuleState("m", status="building", attempts=module.attempts)
