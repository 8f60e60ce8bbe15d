"""A run of many attempts, as the loop would tell of it: each comes a little nearer, and none is good enough."""

from collections.abc import Iterator

from devloop_nb.values import events as ev
from devloop_nb.values.attempt import Draft, Move
from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.plan import ModuleSpec, Plan
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.score import Score
from devloop_nb.values.settings import Settings
from devloop_nb.values.suite import Suite, SuiteFile

NAME = "large"
CODE_BYTES, TESTS = 20_000, 20
IDS = tuple(f"test_large.py::test_number_{place}" for place in range(TESTS))
LINE = "    total = total + {number} * {place}  # a line of an attempt\n"


def begun(attempts: int, limit: int) -> Iterator[ev.Event]:
    """So many attempts were made, and ``limit`` may be."""
    settings = Settings(attempts=limit, threshold=1.0)
    requirements = Requirements(name=NAME, goal="Add many numbers")
    yield ev.RunStarted(requirements=requirements, settings=settings, lm="scripted/large")
    yield ev.PlanMade(plan=Plan(modules=(ModuleSpec(name=NAME, purpose="Add"),), by="requirements"))
    red = Outcome(status="failed", tests=tuple(CaseResult(id=id, outcome="failed") for id in IDS))
    files = (SuiteFile(name="test_large.py", source="# many tests\n", provenance="user"),)
    yield ev.SuiteProved(suite=Suite(module=NAME, files=files, expected=IDS), red=red)
    for number in range(1, attempts + 1):
        yield from attempt(number, limit)


def attempt(number: int, limit: int) -> Iterator[ev.Event]:
    """One attempt with ``CODE_BYTES`` of code."""
    passed = min(TESTS - 1, number * TESTS // limit)
    reason = f"{TESTS - passed} of {TESTS} tests fail"
    parent = number - 1 or None
    move = Move(kind="debug" if parent else "draft", number=number, parent=parent, reason=reason)
    yield ev.AttemptStarted(module=NAME, move=move)
    yield ev.CodeWritten(module=NAME, number=number, draft=Draft(code=code(number)))
    tests = tuple(_case(id, place < passed) for place, id in enumerate(IDS))
    yield ev.AttemptRun(module=NAME, number=number, outcome=Outcome(status="failed", tests=tests, seconds=0.3))
    share = passed / TESTS
    score = Score(total=share, tests=share, performance=1.0, passed=passed, expected=TESTS)
    yield ev.AttemptScored(module=NAME, number=number, score=score, feedback="mend it\n" * 50)


def ended() -> Iterator[ev.Event]:
    """The attempts are spent."""
    yield ev.ModuleEnded(module=NAME, status="partial", reason="the attempts are spent")
    yield ev.RunEnded(status="partial", reason="large reached 0.95 of 1.00")


def code(number: int) -> str:
    """Differs in every line from attempt to attempt."""
    lines = [f"def {NAME}(numbers):\n    total = sum(numbers)\n"]
    while sum(map(len, lines)) < CODE_BYTES:
        lines.append(LINE.format(number=number, place=len(lines)))
    return "".join([*lines, "    return total\n"])


def _case(id: str, passed: bool) -> CaseResult:
    if passed:
        return CaseResult(id=id, outcome="passed", seconds=0.001)
    return CaseResult(id=id, outcome="failed", exception="AssertionError", message="no", traceback="E no\n" * 40)
