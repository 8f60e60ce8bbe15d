"""A run of a thousand attempts, written into a real history as the loop would write it."""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path

from devloop_nb.history.history import History
from devloop_nb.history.run_log import RunLog
from devloop_nb.values import events as ev
from devloop_nb.values.attempt import Draft, Move
from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.plan import ModuleSpec, Plan
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.run_state import RunState
from devloop_nb.values.score import Score
from devloop_nb.values.settings import Settings
from devloop_nb.values.suite import Suite, SuiteFile

NAME = "large"
ATTEMPTS, CODE_BYTES, TESTS = 1_000, 20_000, 20
LINE = "    total = total + {number} * {place}  # a line of an attempt\n"


def write_large_run(folder: Path) -> RunState:
    """Commits all events; what they come to."""

    async def write() -> RunState:
        history = History.open(folder)
        try:
            log = await RunLog.open(history, await history.create(NAME, ""), lambda text: text)
            for event in events():
                if isinstance(event, ev.AttemptScored | ev.RunEnded):
                    await log.emit(event)
                else:
                    log.add(event)
            return log.state
        finally:
            await history.close()

    return asyncio.run(write())


def events() -> Iterator[ev.Event]:
    """A run that comes nearer with every attempt, and is stopped by nobody."""
    yield ev.RunStarted(
        requirements=Requirements(name=NAME, goal="Add many numbers"),
        settings=Settings(attempts=ATTEMPTS, threshold=1.0),
        lm="scripted/large",
    )
    yield ev.PlanMade(plan=Plan(modules=(ModuleSpec(name=NAME, purpose="Add"),), by="requirements"))
    ids = tuple(f"test_large.py::test_number_{place}" for place in range(TESTS))
    red = Outcome(status="failed", tests=tuple(CaseResult(id=id, outcome="failed") for id in ids))
    files = (SuiteFile(name="test_large.py", source="# many tests\n", provenance="user"),)
    yield ev.SuiteProved(suite=Suite(module=NAME, files=files, expected=ids), red=red)
    for number in range(1, ATTEMPTS + 1):
        yield from attempt(number, ids)
    yield ev.ModuleEnded(module=NAME, status="partial", reason="the attempts are spent")
    yield ev.RunEnded(status="partial", reason="large reached 0.95 of 1.00")


def attempt(number: int, ids: tuple[str, ...]) -> Iterator[ev.Event]:
    """One attempt with ``CODE_BYTES`` of code."""
    passed = min(TESTS - 1, number * TESTS // ATTEMPTS)
    kind = "draft" if number == 1 else "debug"
    move = Move(kind=kind, number=number, parent=number - 1 or None, reason=f"{TESTS - passed} of {TESTS} tests fail")
    yield ev.AttemptStarted(module=NAME, move=move)
    yield ev.CodeWritten(module=NAME, number=number, draft=Draft(code=code(number)))
    tests = tuple(
        CaseResult(id=id, outcome="passed", seconds=0.001)
        if place < passed
        else CaseResult(id=id, outcome="failed", exception="AssertionError", message="no", traceback="E no\n" * 40)
        for place, id in enumerate(ids)
    )
    yield ev.AttemptRun(module=NAME, number=number, outcome=Outcome(status="failed", tests=tests, seconds=0.3))
    share = passed / TESTS
    score = Score(total=share, tests=share, performance=1.0, passed=passed, expected=TESTS)
    yield ev.AttemptScored(module=NAME, number=number, score=score, feedback="mend it\n" * 50)


def code(number: int) -> str:
    """Differs in every line from attempt to attempt."""
    lines = [f"def {NAME}(numbers):\n    total = sum(numbers)\n"]
    while sum(map(len, lines)) < CODE_BYTES:
        lines.append(LINE.format(number=number, place=len(lines)))
    return "".join([*lines, "    return total\n"])


if __name__ == "__main__":
    write_large_run(Path(sys.argv[1]))
