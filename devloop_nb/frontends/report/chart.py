"""Scores over attempts as a picture."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from devloop_nb.frontends.report.picture import AMBER, BLUE, FAINT, GREEN, Dot, Label, Path, Picture, Shape

WIDTH, HEIGHT = 640, 200
LEFT, RIGHT, TOP, BOTTOM = 40, 16, 14, 34
POINTS = 100


def score_chart(totals: Sequence[float], threshold: float) -> Picture:
    """A point for each attempt, a line for the best so far, a dashed one for the threshold."""
    place = _Place(len(totals))
    shown = _shown(totals)
    best = list(accumulate(totals, max))
    goal = place.y(threshold)
    return Picture(
        WIDTH,
        HEIGHT,
        f"Score of {len(totals)} attempts, best {max(totals, default=0.0):.2f}, threshold {threshold:.2f}",
        (
            *_axes(place, len(totals)),
            Path(((LEFT, goal), (WIDTH - RIGHT, goal)), GREEN, dashed=True),
            Path(_steps(place, shown, best), BLUE, width=2),
            *(_point(place, number, totals[number - 1], threshold) for number in shown),
        ),
    )


def _shown(totals: Sequence[float]) -> tuple[int, ...]:
    """The attempts that get a point: all, or else some at equal distances with the best one and the last."""
    step = -(-len(totals) // POINTS) or 1
    best = max(range(len(totals)), key=totals.__getitem__, default=0) + 1
    return tuple(sorted({*range(1, len(totals) + 1, step), best, len(totals)})) if totals else ()


class _Place:
    """Where a number lies in the picture."""

    def __init__(self, attempts: int) -> None:
        self._attempts = attempts

    def x(self, number: float) -> float:
        """Attempts count from 1; a single one stands in the middle."""
        share = (number - 1) / (self._attempts - 1) if self._attempts > 1 else 0.5
        return LEFT + 14 + share * (WIDTH - LEFT - RIGHT - 28)

    def y(self, score: float) -> float:
        """Scores from 0 at the bottom to 1 at the top."""
        return HEIGHT - BOTTOM - max(0.0, min(1.0, score)) * (HEIGHT - TOP - BOTTOM)


def _axes(place: _Place, attempts: int) -> Iterator[Shape]:
    for score in (0.0, 0.5, 1.0):
        y = place.y(score)
        yield Path(((LEFT, y), (WIDTH - RIGHT, y)), FAINT)
        yield Label(LEFT - 8, y + 4, f"{score:g}", anchor="end")
    step = -(-attempts // 16) or 1
    for number in range(1, attempts + 1, step):
        yield Label(place.x(number), HEIGHT - 14, str(number), anchor="middle")


def _steps(place: _Place, shown: Sequence[int], best: Sequence[float]) -> tuple[tuple[float, float], ...]:
    places = [(place.x(number), place.y(best[number - 1])) for number in shown]
    corners = [(x, before) for (x, _), (_, before) in zip(places[1:], places, strict=False)]
    return (places[0], *(end for pair in zip(corners, places[1:], strict=True) for end in pair)) if places else ()


def _point(place: _Place, number: int, total: float, threshold: float) -> Dot:
    good = total >= threshold
    says = f"attempt {number}: {total:.2f}"
    return Dot(place.x(number), place.y(total), 5, GREEN if good else AMBER, filled=good, says=says)
