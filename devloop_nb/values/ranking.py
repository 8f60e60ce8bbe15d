"""Stored attempts in the order that a score gives them, beside the order that they had."""

from collections.abc import Sequence

from devloop_nb.values.value import Value


class Entry(Value):
    """One attempt, with all that a score is made of; ``total`` is the score that it was given in its run.

    ``tests`` and ``performance`` are shares, not rounded. ``gated`` says that the quality gates looked at it:
    they look at what was good enough then.
    """

    run: str
    module: str
    number: int
    tests: float
    performance: float
    passed: int
    expected: int
    blocked: bool
    broke: bool
    code: bool
    gated: bool
    accepted: bool
    total: float
    kind: str = ""


class Ranked(Value):
    """``old`` is the place by the stored scores, ``now`` by the new; ``wins``: it would be accepted."""

    entry: Entry
    score: float
    old: int
    now: int
    passes: bool
    wins: bool


def rank_entries(entries: Sequence[Entry], scores: Sequence[float], threshold: float) -> tuple[Ranked, ...]:
    """The best first; of equals the earlier one. Accepted would be the best of each module that is good enough.

    What broke a test that had passed comes last, and nothing blocked or broken is accepted.
    """
    old = _places(entries, [entry.total for entry in entries])
    now = _places(entries, scores)
    order = sorted(range(len(entries)), key=now.__getitem__)
    won: dict[tuple[str, str], int] = {}
    for at in order:
        entry = entries[at]
        if scores[at] >= threshold and not (entry.blocked or entry.broke):
            won.setdefault((entry.run, entry.module), at)
    return tuple(
        Ranked(
            entry=entries[at],
            score=scores[at],
            old=old[at],
            now=now[at],
            passes=scores[at] >= threshold,
            wins=at in won.values(),
        )
        for at in order
    )


def _places(entries: Sequence[Entry], scores: Sequence[float]) -> list[int]:
    def worth(at: int) -> tuple[bool, float, bool, int]:
        return not entries[at].broke, scores[at], entries[at].code, -at

    places = [0] * len(entries)
    for place, at in enumerate(sorted(range(len(entries)), key=worth, reverse=True), 1):
        places[at] = place
    return places
