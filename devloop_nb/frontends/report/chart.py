"""Scores over attempts as an SVG picture made of numbers only; its greys read on white and on black."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

WIDTH, HEIGHT = 640, 200
LEFT, RIGHT, TOP, BOTTOM = 40, 16, 14, 34
POINTS = 200
GREY, BEST, GOOD, BAD = "#7d8590", "#3b82f6", "#16a34a", "#d97706"


def score_chart(totals: Sequence[float], threshold: float) -> str:
    """A point for each attempt, a line for the best so far, a dashed one for the threshold."""
    step = -(-len(totals) // POINTS) or 1
    shown = [(number, total) for number, total in enumerate(totals, 1) if (number - 1) % step == 0]
    place = _Place(len(totals))
    best = list(accumulate(totals, max))
    parts = [
        *_axes(place, len(totals)),
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{place.y(threshold):.1f}" y2="{place.y(threshold):.1f}" '
        f'stroke="{GOOD}" stroke-dasharray="5 4"/>',
        f'<polyline fill="none" stroke="{BEST}" stroke-width="2" points="{_steps(place, shown, best)}"/>',
        *(_point(place, number, total, total >= threshold) for number, total in shown),
    ]
    says = f"Score of {len(totals)} attempts, best {max(totals, default=0.0):.2f}, threshold {threshold:.2f}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" font-family="system-ui, sans-serif" font-size="12"><title>{says}</title>{"".join(parts)}</svg>'
    )


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


def _axes(place: _Place, attempts: int) -> Iterator[str]:
    for score in (0.0, 0.5, 1.0):
        y = place.y(score)
        yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="{GREY}" opacity="0.3"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" fill="{GREY}" text-anchor="end">{score:g}</text>'
    step = -(-attempts // 16) or 1
    for number in range(1, attempts + 1, step):
        yield f'<text x="{place.x(number):.1f}" y="{HEIGHT - 14}" fill="{GREY}" text-anchor="middle">{number}</text>'


def _steps(place: _Place, shown: Sequence[tuple[int, float]], best: Sequence[float]) -> str:
    places = [(place.x(number), place.y(best[number - 1])) for number, _ in shown]
    corners = [(x, before) for (x, _), (_, before) in zip(places[1:], places, strict=False)]
    path = [places[0], *(end for pair in zip(corners, places[1:], strict=True) for end in pair)] if places else []
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in path)


def _point(place: _Place, number: int, total: float, good: bool) -> str:
    colour = GOOD if good else BAD
    fill = colour if good else "none"
    return (
        f'<circle cx="{place.x(number):.1f}" cy="{place.y(total):.1f}" r="5" fill="{fill}" stroke="{colour}" '
        f'stroke-width="2"><title>attempt {number}: {total:.2f}</title></circle>'
    )
