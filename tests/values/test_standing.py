"""What attempts come to is the same whether they are gathered one by one or all at once."""

import random

import pytest

from devloop_nb.values import events as ev
from devloop_nb.values.attempt import Draft, Move
from devloop_nb.values.finding import Finding
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.review import Review
from devloop_nb.values.score import Score
from devloop_nb.values.standing import RECENT, Standing

CRITICAL = Review(by="m", round=1, findings=(Finding(severity="error", says="no", about="quality", rule="review"),))


def attempt_events(module: ModuleState, chance: random.Random) -> list[ev.Event]:
    """One attempt as it might go."""
    number = module.standing.finished + 1
    kind = chance.choice(["draft", "debug", "improve", "edit", "again"])
    parent = None if kind == "draft" or number == 1 else chance.randrange(1, number)
    move = Move(kind=kind, number=number, parent=parent, form=chance.choice("xyz"), stuck=chance.choice(["", "same"]))
    total = chance.choice([0.0, 0.5, 0.5, 1.0])
    about = {"module": "m", "number": number}
    events: list[ev.Event] = [
        ev.AttemptStarted(module="m", move=move),
        ev.CodeWritten(**about, draft=Draft(code=chance.choice(["", "a = 1", f"a = {number}"]))),
    ]
    if chance.random() < 0.3:
        events.append(ev.Reviewed(**about, review=CRITICAL))
    score = Score(total=total, tests=total, performance=1, passed=0, expected=1)
    events.append(ev.AttemptScored(**about, score=score, feedback=""))
    if parent and chance.random() < 0.3:
        events.append(ev.AttemptReverted(**about, parent=parent, broke=("t",)))
    return events


@pytest.mark.parametrize("seed", range(20))
def test_one_by_one_is_all_at_once(seed: int) -> None:
    chance, module = random.Random(seed), ModuleState("m")
    for turn in range(12):
        events = attempt_events(module, chance)
        if chance.random() < 0.2:  # It was cut off, and is begun again.
            events = [*events[:2], *attempt_events(module, chance)]
        if turn == 7:
            events.append(ev.ModuleReopened(module="m", reason="r", feedback="f", by="user"))
        for event in events:
            module = module.after(event)
            assert module.standing == Standing().after(module.attempts, module.before)


def test_what_all_attempts_come_to() -> None:
    chance, module = random.Random(3), ModuleState("m")
    for _ in range(30):
        for event in attempt_events(module, chance):
            module = module.after(event)
    told, made = module.standing, module.attempts
    assert told.finished == told.current == 30
    assert told.asked == sum(attempt.move.asks for attempt in made)
    assert told.highest == max(attempt.total for attempt in made)
    assert told.critical == sum(attempt.review is not None for attempt in made)
    written = [attempt for attempt in made if attempt.move.kind != "edit"]
    assert told.recent == tuple(written[-RECENT:])
    assert told.same == max((a.number for a in written[:-1] if a.code and a.code == written[-1].code), default=0)
    assert told.base == max(made, key=lambda attempt: (not attempt.broke, attempt.total, attempt.number))
    free = [attempt for attempt in made if not attempt.broke and not attempt.blocked]
    assert told.clean == max(free, key=lambda attempt: (attempt.total, bool(attempt.code), -attempt.number))


def test_a_changed_attempt_is_looked_at_again() -> None:
    chance, module = random.Random(5), ModuleState("m")
    for _ in range(3):
        for event in attempt_events(module, chance):
            module = module.after(event)
    score = Score(total=0.9, tests=0.9, performance=1, passed=0, expected=1)
    changed = module.after(ev.AttemptScored(module="m", number=1, score=score, feedback=""))
    assert changed.standing == Standing().after(changed.attempts)
    assert changed.standing != module.standing
