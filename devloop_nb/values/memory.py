"""Earlier attempts at a module, a line each: what a model needs to know of them so as not to repeat them."""

from collections.abc import Sequence

from devloop_nb.values.attempt import Attempt

NEWEST = 12
NAMED = 3
LONGEST = 160


def remembered(attempts: Sequence[Attempt], without: int | None = None) -> tuple[str, ...]:
    """The newest attempts but one, of which the model is told everything; how many older ones there were.

    They are in the order of their numbers; the last may be without a score yet, and is not told then.
    """
    made = attempts if attempts and attempts[-1].score else attempts[:-1]
    told = [attempt for attempt in made[-NEWEST - 1 :] if attempt.number != without][-NEWEST:]
    told_elsewhere = bool(made and without and made[0].number <= without)
    older = len(made) - len(told) - told_elsewhere
    before = (f"{older} attempts before these are left out",) if older > 0 else ()
    return (*before, *map(line, told))


def line(attempt: Attempt) -> str:
    """``attempt 3 (debug of 2): 0.50; fails test_odd: assert 1 == 1.5``."""
    of = f" of {attempt.move.parent}" if attempt.move.parent else ""
    return f"attempt {attempt.number} ({attempt.move.kind}{of}): {attempt.total:.2f}; {_why(attempt)}"


def _why(attempt: Attempt) -> str:
    if attempt.draft and attempt.draft.problem:
        return _short(attempt.draft.problem)
    if attempt.outcome is None or not attempt.outcome.failing:
        return "every test passes" if attempt.outcome and attempt.outcome.status == "passed" else _stopped(attempt)
    failing = attempt.outcome.failing
    said = [f"{case.id.split('::')[-1]}: {_short(case.message or case.outcome)}" for case in failing[:NAMED]]
    more = f"; and {len(failing) - NAMED} more" if len(failing) > NAMED else ""
    broke = f"; breaks {', '.join(attempt.broke[:NAMED])}" if attempt.broke else ""
    return f"fails {'; '.join(said)}{more}{broke}"


def _stopped(attempt: Attempt) -> str:
    return _short(attempt.outcome.message if attempt.outcome else "it was not run")


def _short(text: str) -> str:
    one = " ".join(text.split())
    return one if len(one) <= LONGEST else f"{one[: LONGEST - 3]}..."
