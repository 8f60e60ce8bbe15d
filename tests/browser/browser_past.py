"""A history with a past: runs written event by event, for views that look back on many of them."""

import random
from collections.abc import Iterator
from pathlib import Path

from devloop_nb.frontends.engine import engine
from devloop_nb.history.history import History
from devloop_nb.history.run_log import RunLog
from devloop_nb.stages.score import score_outcome
from devloop_nb.values import events as ev
from devloop_nb.values.attempt import Draft, Move
from devloop_nb.values.call import Call
from devloop_nb.values.checkpoint import Checkpoint
from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.plan import ModuleSpec, Plan
from devloop_nb.values.requirements import Performance, Requirements
from devloop_nb.values.settings import Settings
from devloop_nb.values.suite import Suite, SuiteFile

TARGET = Performance(seconds=0.1)
TESTS = tuple(f"test_{{name}}.py::test_{what}" for what in ("ends", "empty", "equal", "order", "text"))
CODE = "def {name}(xs):\n    # attempt {number}\n    return sorted(xs)[:{number}]\n"


def outcome(name: str, passed: int, slowest: float) -> Outcome:
    """The first ``passed`` tests pass, the slowest of them in that many seconds."""
    tests = tuple(
        CaseResult(id=test.format(name=name), outcome="passed", seconds=slowest)
        if at < passed
        else CaseResult(
            id=test.format(name=name), outcome="failed", exception="AssertionError", message="assert 0 == 1"
        )
        for at, test in enumerate(TESTS)
    )
    status = "passed" if passed == len(TESTS) else "failed"
    return Outcome(status=status, tests=tests, seconds=0.5, tier="tests")


def past_run(
    name: str, attempts: list[tuple[int, float]], *, ends: bool = True, asks: bool = False
) -> Iterator[ev.Event]:
    """A run whose attempts passed so many tests, and were so slow."""
    wanted = Requirements(name=name, goal=f"The {name} of a list", performance=TARGET)
    settings = Settings(threshold=0.9)
    yield ev.RunStarted(requirements=wanted, settings=settings, lm="scripted:past.yaml")
    yield ev.PlanMade(
        plan=Plan(modules=(ModuleSpec(name=name, purpose="order", performance=TARGET),), by="requirements")
    )
    file = SuiteFile(name=f"test_{name}.py", source="# tests\n", provenance="user")
    suite = Suite(module=name, files=(file,), expected=tuple(test.format(name=name) for test in TESTS))
    yield ev.SuiteProved(suite=suite, red=outcome(name, 0, 0))
    for number, (passed, slowest) in enumerate(attempts, 1):
        key = f"code/{name}/{number}"
        yield ev.AttemptStarted(module=name, move=Move(kind="draft", number=number, reason="a draft"))
        call = Call(key=key, role="code", lm="scripted:past.yaml", prompt=f"Write {name}.\nThis is try {number}.\n")
        yield ev.CallStarted(call=call)
        yield ev.CallEnded(call=call.model_copy(update={"tokens_in": 200 + number, "tokens_out": 40, "seconds": 0.7}))
        yield ev.CodeWritten(
            module=name, number=number, draft=Draft(code=CODE.format(name=name, number=number), calls=(key,))
        )
        seen = outcome(name, passed, slowest)
        yield ev.AttemptRun(module=name, number=number, outcome=seen)
        score = score_outcome(seen, TARGET, settings.weights)
        yield ev.AttemptScored(module=name, number=number, score=score, feedback="")
    if asks:
        yield ev.CheckpointReached(checkpoint=Checkpoint(id="c1", about="blocker", asks=f"May {name} fall short?"))
    elif ends:
        yield ev.ModuleEnded(module=name, status="partial", reason="the attempts are spent")
        yield ev.RunEnded(status="partial", reason=f"{name} fell short")


def unplanned_run(name: str) -> Iterator[ev.Event]:
    """A run that failed before it had a plan."""
    wanted = Requirements(name=name, goal=f"The {name} of a list")
    yield ev.RunStarted(requirements=wanted, settings=Settings(), lm="scripted:past.yaml")
    yield ev.RunEnded(status="failed", reason="the model does not answer")


def write_past(home: Path, *runs: Iterator[ev.Event]) -> list[str]:
    """Writes the runs into the history in ``home``, and gives their ids."""

    async def write() -> list[str]:
        history, names = History.open(home), []
        try:
            for events in runs:
                first = next(events)
                assert isinstance(first, ev.RunStarted)
                names.append(await history.create(first.requirements.name, ""))
                log = await RunLog.open(history, names[-1], lambda text: text)
                for event in (first, *events):
                    await log.emit(event)
        finally:
            await history.close()
        return names

    return engine().run(write())


def any_attempts(seed: int, most: int) -> list[tuple[int, float]]:
    """Attempts of all kinds."""
    draw = random.Random(seed)
    return [(draw.randint(0, len(TESTS)), draw.choice((0.02, 0.1, 0.2, 0.5))) for _ in range(draw.randint(1, most))]
