"""The sizes at which a function is measured."""

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # In the kernel the pieces share one namespace.
    from devloop_nb.kernels.inside.survey import Survey

# Sizes are the primes below 3, 6, 12 ..: no number is a special case, and hash tables are always about as full.
SMALLEST, CAREFUL, LARGEST = 3, 20, 3 * 2**15
# Beyond these, only memory gets slower: where growth has shown, and where brief calls are kept apart.
ENOUGH, ENOUGH_GROWTH, ENOUGH_SINGLE, BRIEF = 2**14, 4, 2**12, 1e-4
# Parts of the budget: one call at the largest size, and the way up to it.
REACH, WAY_UP = 1 / 40, 1 / 2
# So many sizes are to take at least this part of the most; a size is worth trying if it takes so much more.
TAIL_SIZES, TAIL, WORTH = 7, 0.01, 1.25


def go_up(survey: "Survey") -> None:
    """From the smallest size to the largest that is in reach."""
    n = SMALLEST
    while n and survey.used < WAY_UP:
        survey.step(n, partial(survey.subject.try_out, n))
        n = next_size(survey)


def next_size(survey: "Survey") -> int:
    """Twice the last one, or less where time would get out of reach if it grew exponentially; 0 if that is enough."""
    sizes = sorted(survey.found)
    n, before, once = sizes[-1], sizes[-2:][0], sizes[-4:][0]
    now = survey.cost(n)
    steep = n > ENOUGH and now > ENOUGH_GROWTH * survey.cost(once)
    if steep or (survey.subject.fresh and n > ENOUGH_SINGLE and now < BRIEF):
        return 0
    growth = max(now / survey.cost(before), 1.0) ** (1 / max(n - before, 1))
    reach, rung = REACH * survey.budget, rung_above(n)
    if now * growth ** (rung - n) <= reach:
        return rung if rung <= LARGEST else 0
    steps = [m for m in (prime_below(n * 3 // 2), prime_below(n * 5 // 4), n + 2, n + 1) if m > n]
    within = [m for m in steps if now * growth ** (m - n) <= reach]
    return within[0] if within and growth ** (within[0] - n) >= WORTH else 0


def rung_above(n: int) -> int:
    """The next size, at most twice as large; small steps at first, where a factorial would get out of hand."""
    if n < CAREFUL:
        return prime_below(n + n // 2 + 1)
    rung = SMALLEST
    while prime_below(rung) <= n:
        rung *= 2
    return prime_below(rung)


def prime_below(n: int) -> int:
    """The largest prime that is not above n."""
    return next(m for m in range(max(n, 2), 1, -1) if all(m % divisor for divisor in range(2, int(m**0.5) + 1)))


def fill_in(survey: "Survey") -> None:
    """Sizes in between, where few take their part of the time: the time grows fast there."""
    for _ in range(TAIL_SIZES):
        costs = {n: survey.cost(n) for n in sorted(survey.found)}
        tail = [n for n, cost in costs.items() if cost >= TAIL * max(costs.values())]
        sizes = [*[n for n in costs if n < tail[0]][-1:], *tail]
        gaps = [(high / low, low, high) for low, high in pairwise(sizes) if high - low > 1]
        if len(tail) >= TAIL_SIZES or not gaps or survey.used > WAY_UP:
            return
        _, low, high = max(gaps)
        n = min(max(int((low * high) ** 0.5), low + 1), high - 1)
        survey.step(n, partial(survey.subject.try_out, n))
