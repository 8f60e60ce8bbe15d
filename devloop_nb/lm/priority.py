"""Which parts of a prompt went with better scores: their rank moves, by one at most, and the reason is kept."""

from collections.abc import Iterable, Mapping
from statistics import fmean

from devloop_nb.lm.context import RANKS
from devloop_nb.values.call import Priority, Rank, ToldScore

# On each side; fewer say nothing.
LEAST_SAMPLES = 8
# Between the mean scores.
LEAST_DIFFERENCE = 0.1
PRIORITIES: Mapping[str, Priority] = {}


def priorities(samples: Iterable[ToldScore]) -> dict[str, Priority]:
    """By item: those that were sent whole are compared with those that were cut or dropped.

    Prompts in which there was nothing to say of an item do not count: they differ in more than that. What is critical
    is never moved. A correlation, from runs of all kinds: hence by one, and only with ``LEAST_SAMPLES`` on each side.
    """
    whole, less = dict[str, list[float]](), dict[str, list[float]]()
    for sample in samples:
        for part in sample.told:
            if part.rank != "critical":
                (whole if part.fate == "sent" else less).setdefault(part.item, []).append(sample.score)
    found = {item: _judged(whole[item], less[item]) for item in whole.keys() & less.keys()}
    return {item: moved for item, moved in sorted(found.items()) if moved}


def ranked(ranks: Mapping[str, Rank], moved: Mapping[str, Priority]) -> dict[str, Rank]:
    """The ranks of a template after that; none becomes critical, and none that is critical becomes less."""
    return {item: _moved(rank, moved[item].by) if item in moved else rank for item, rank in ranks.items()}


def _moved(rank: Rank, by: int) -> Rank:
    return rank if rank == "critical" else RANKS[min(max(RANKS.index(rank) - by, 1), len(RANKS) - 1)]


def _judged(whole: list[float], less: list[float]) -> Priority | None:
    if min(len(whole), len(less)) < LEAST_SAMPLES or abs(fmean(whole) - fmean(less)) < LEAST_DIFFERENCE:
        return None
    means = f"mean score {fmean(whole):.2f} in {len(whole)} prompts with all of it, {fmean(less):.2f} in {len(less)}"
    by = 1 if fmean(whole) > fmean(less) else -1
    return Priority(by, f"{'raised' if by > 0 else 'lowered'}: {means} with less")
