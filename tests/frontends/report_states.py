"""Runs folded from events, for looking at reports without running anything."""

import hashlib
from collections.abc import Iterator

from devloop_nb.values import events as ev
from devloop_nb.values.attempt import Draft, Move
from devloop_nb.values.call import Call
from devloop_nb.values.finding import Finding
from devloop_nb.values.fold import fold
from devloop_nb.values.outcome import CaseResult, Outcome, Receipt
from devloop_nb.values.plan import Check, ModuleSpec, Plan
from devloop_nb.values.requirements import Performance, Requirements
from devloop_nb.values.run_state import RunState
from devloop_nb.values.score import Score
from devloop_nb.values.settings import Settings
from devloop_nb.values.suite import Suite, SuiteFile

TESTS = """from scale import scale


def test_ends():
    assert scale([0, 5, 10]) == [0.0, 0.5, 1.0]


def test_empty():
    assert scale([]) == []


def test_equal():
    assert scale([3, 3]) == [0.0, 0.0]
"""
IDS = ("test_scale.py::test_ends", "test_scale.py::test_empty", "test_scale.py::test_equal")
CODES = (
    "def scale(xs):\n    return [x / max(xs) for x in xs]\n",
    "def scale(xs):\n    low, high = min(xs), max(xs)\n    return [(x - low) / (high - low) for x in xs]\n",
    '''def scale(xs):
    """Scales numbers linearly to 0..1; equal numbers become zeros."""
    if not xs:
        return []
    low, high = min(xs), max(xs)
    if low == high:
        return [0.0 for _ in xs]
    return [(x - low) / (high - low) for x in xs]
''',
)


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def solved(
    name: str = "scale", goal: str = "Scale numbers linearly to the range 0..1", message: str = ""
) -> RunState:
    """Solved at the third attempt, with held-back tests; ``message`` is in every failure."""
    return _fold(f"20261121-1039-{name}", _solved(name, goal, message))


def failing(name: str = "median") -> RunState:
    """One attempt that could not be used, one that timed out, no success."""
    return _fold(f"20261121-1100-{name}", _failing(name))


def _fold(run: str, events: Iterator[ev.Event]) -> RunState:
    start = 1_795_000_000.0
    return fold(
        ev.Recorded(run=run, seq=seq, at=start + 1.4 * seq, event=event) for seq, event in enumerate(events, 1)
    )


def _solved(name: str, goal: str, message: str) -> Iterator[ev.Event]:
    suite = Suite(
        module=name,
        files=(SuiteFile(name="test_scale.py", source=TESTS, provenance="user"),),
        expected=IDS,
        rejected={"test_scale.py::test_nothing": "passed on the stub" + message},
    )
    yield from _opening(name, goal)
    red = tuple(CaseResult(id=id, outcome="failed", exception="NotImplementedError") for id in IDS)
    yield ev.SuiteProved(suite=suite, red=Outcome(status="failed", tests=red, seconds=0.81))
    for number, passed in enumerate((1, 1, 3), 1):
        code = CODES[number - 1]
        form = ("plain", "chat", "prefill")[number - 1]
        move = Move(kind="draft", number=number, form=form, reason="a fresh draft in another form")
        if number > 1:
            move = Move(
                kind="debug", number=number, form=form, parent=number - 1, reason="2 of 3 tests fail" + message
            )
        yield ev.AttemptStarted(module=name, move=move)
        yield from _called(f"code/{name}/{number}")
        yield ev.CodeWritten(module=name, number=number, draft=Draft(code=code, calls=(f"code/{name}/{number}",)))
        yield ev.AttemptRun(module=name, number=number, outcome=_outcome(name, code, suite, passed, message))
        share = passed / 3
        score = Score(total=share, tests=share, performance=1.0, passed=passed, expected=3)
        yield ev.AttemptScored(module=name, number=number, score=score, feedback="" if passed == 3 else "mend it")
    yield ev.AttemptAccepted(module=name, number=3, by="score")
    yield ev.ModuleEnded(module=name, status="success", reason="score 1.00 reached the threshold at attempt 3")
    hidden = (SuiteFile(name="test_hidden.py", source="SECRET_HIDDEN = 1", provenance="hidden"),)
    held = Suite(module=name, files=hidden, expected=("test_hidden.py::test_negative",))
    yield ev.SuiteProved(suite=held, red=Outcome(status="failed"), hidden=True)
    cases = (CaseResult(id="test_hidden.py::test_negative", outcome="passed", seconds=0.0002, peak_mib=0.1),)
    yield ev.HiddenRun(outcome=Outcome(status="passed", tests=cases, seconds=0.7))
    yield ev.Noted(level="WARN", says="the model was slow" + message)
    yield ev.RunEnded(status="success", reason="every module reached the threshold")


def _opening(name: str, goal: str) -> Iterator[ev.Event]:
    wanted = Requirements(
        name=name,
        goal=goal,
        approach="one pass for the bounds, one for the values",
        libraries={"numpy": ("minimum", "maximum")},
        entry=f"{name}(xs)",
        criteria=("If all values are equal, return zeros.", "An empty list stays empty."),
        performance=Performance(time="O(n)", memory_mib=50),
        notes="Small lists only.\n" + goal,
        tests=(TESTS,),
    )
    versions = {"devloop_nb": "0.1.0", "python": "3.11.2", "pytest": "9.2.0"}
    yield ev.RunStarted(requirements=wanted, settings=Settings(seed=7), lm="local/smollm2-135m", versions=versions)
    finding = Finding(
        severity="warning", about="performance", says="O(n) cannot be measured on small lists", asks="Why?"
    )
    yield ev.RequirementsVetted(findings=(finding,))
    spec = ModuleSpec(name=name, purpose=goal, entry=f"{name}(xs)", checks=(Check(says="ends of the range"),))
    yield from _called("plan/1")
    yield ev.PlanMade(plan=Plan(modules=(spec,), by="requirements"))


def _called(key: str) -> Iterator[ev.Event]:
    call = Call(key=key, role=key.split("/")[0], lm="local/smollm2-135m")
    yield ev.CallStarted(call=call)
    yield ev.CallEnded(
        call=call.model_copy(update={"tokens_in": 212, "tokens_out": 46, "seconds": 0.9, "finish": "stop"})
    )


def _outcome(name: str, code: str, suite: Suite, passed: int, message: str) -> Outcome:
    receipt = Receipt(
        kernel="a1b2", pid=4711, python="3.11.2", nonce="9f8e", sources={name: sha(code)}, suite=suite.sha256
    )
    tests = tuple(
        CaseResult(id=id, outcome="passed", seconds=0.00031, cpu_seconds=0.0003, peak_mib=0.2)
        if place < passed
        else CaseResult(
            id=id + message,
            outcome="failed",
            seconds=0.0012,
            exception="ZeroDivisionError",
            message="division by zero" + message,
            traceback="test_scale.py:8: in test_empty\n    assert scale([]) == []\nE   ZeroDivisionError" + message,
        )
        for place, id in enumerate(IDS)
    )
    status = "passed" if passed == len(IDS) else "failed"
    return Outcome(
        status=status, tests=tests, seconds=0.74, receipt=receipt, message="" if passed == 3 else "2 of 3 failed"
    )


def _failing(name: str) -> Iterator[ev.Event]:
    yield from _opening(name, "The median of a list")
    suite = Suite(
        module=name,
        files=(SuiteFile(name="test_median.py", source=TESTS.replace("scale", name), provenance="model"),),
        expected=tuple(id.replace("scale", name) for id in IDS),
    )
    yield ev.SuiteProved(suite=suite, red=Outcome(status="failed", seconds=0.8))
    yield ev.AttemptStarted(module=name, move=Move(kind="draft", number=1, form="plain", reason="the first draft"))
    draft = Draft(code="", problem="the answer holds no function median")
    yield ev.CodeWritten(module=name, number=1, draft=draft)
    yield ev.AttemptRun(module=name, number=1, outcome=Outcome(status="unusable", message=draft.problem))
    zero = Score(total=0.0, tests=0.0, performance=0.0, passed=0, expected=3)
    yield ev.AttemptScored(module=name, number=1, score=zero, feedback="write the function")
    yield ev.AttemptStarted(module=name, move=Move(kind="draft", number=2, form="chat", reason="a fresh draft"))
    yield ev.CodeWritten(module=name, number=2, draft=Draft(code=f"def {name}(xs):\n    while True:\n        pass\n"))
    cases = tuple(CaseResult(id=id, outcome="timeout", message="no end after 10 s") for id in suite.expected)
    yield ev.AttemptRun(
        module=name, number=2, outcome=Outcome(status="timeout", tests=cases, message="test_ends: 10 s")
    )
    yield ev.AttemptScored(module=name, number=2, score=zero, feedback="it does not end")
    yield ev.ModuleEnded(module=name, status="failed", reason="no attempt of 2 passed a test")
    yield ev.RunEnded(status="failed", reason="median failed")
