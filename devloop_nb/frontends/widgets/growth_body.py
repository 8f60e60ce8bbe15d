"""How a function grows, as points and fitted curves for a chart with logarithmic axes."""

from typing import Any

from devloop_nb.values.curves import SHAPES, fit
from devloop_nb.values.growth import Growth, GrowthClass, Scaling

STEPS = 24
Points = list[tuple[int, float]]


def growth_body(scaling: Scaling) -> list[dict[str, Any]]:
    """Time, and memory where it was measured; nothing where there are too few points to draw."""
    measured = [(scaling.time, [(sample.n, sample.seconds) for sample in scaling.time.samples], "s")]
    memory = [(sample.n, sample.peak_mib) for sample in scaling.memory.samples]
    measured.append((scaling.memory, [(n, peak) for n, peak in memory if peak is not None], "MiB"))
    return [_chart(growth, points, unit) for growth, points, unit in measured if len(_positive(points)) > 1]


def _chart(growth: Growth, points: Points, unit: str) -> dict[str, Any]:
    seen = _positive(points)
    classes = [growth.grows] if growth.grows != "unclear" else list(dict.fromkeys((growth.low, growth.high)))
    return {
        "of": growth.of,
        "unit": unit,
        "says": growth.says,
        "grows": growth.grows,
        "confidence": growth.confidence,
        "points": seen,
        "curves": [{"name": name, "points": _curve(name, seen)} for name in classes],
    }


def _positive(points: Points) -> Points:
    return [(n, value) for n, value in points if value > 0]


def _curve(name: GrowthClass, points: Points) -> Points:
    """The best fit of the class at sizes that stand at equal distances on a logarithmic axis."""
    first, last = points[0][0], points[-1][0]
    sizes = sorted({round(first * (last / first) ** (step / STEPS)) for step in range(STEPS + 1)})
    fits = []
    for shape in SHAPES[name]:
        try:
            fits.append(fit(shape, points))
        except (OverflowError, ZeroDivisionError):  # An exponential far beyond its sizes.
            continue
    if not fits:
        return []
    _, predict = min(fits, key=lambda fitted: fitted[0])
    return [(n, value) for n in sizes if (value := predict(n)) > 0]
