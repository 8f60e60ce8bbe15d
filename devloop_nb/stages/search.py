"""Attempts so far -> the next move and its reason."""

from collections.abc import Sequence

from devloop_nb.values.attempt import Attempt, Move

FRESH_EVERY = 4


def next_move(finished: Sequence[Attempt], forms: Sequence[str]) -> Move:
    """A draft first, then work on the best attempt; every fourth try starts afresh.

    Prompt formats rotate: a weak model that is asked the same way answers the same way.
    """
    number = len(finished) + 1
    form = forms[(number - 1) % len(forms)]
    best = max(finished, key=lambda attempt: (attempt.total, attempt.number), default=None)
    if best is None:
        return Move(kind="draft", number=number, form=form, reason="the first draft")
    if number % FRESH_EVERY == 0:
        return Move(kind="draft", number=number, form=form, reason=f"{number - 1} tries: a fresh draft")
    if not best.code:
        return Move(kind="draft", number=number, form=form, reason="no attempt had code that runs")
    reason = f"attempt {best.number} is the best so far, with {best.total:.2f}"
    passes = best.outcome is not None and best.outcome.status == "passed"
    return Move(kind="improve" if passes else "debug", number=number, form=form, parent=best.number, reason=reason)
