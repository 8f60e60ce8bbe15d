"""Curves a + b f(n) through measured points: how well each shape f predicts points that it has not seen."""

import math
from collections.abc import Callable, Sequence
from functools import partial

from devloop_nb.values.growth import GrowthClass

Shape = Callable[[int], float]
Point = tuple[int, float]


def _power(exponent: float, log_exponent: int, n: int) -> float:
    return float(n**exponent * math.log2(n) ** log_exponent)


def _exponential(base: float, n: int) -> float:
    return math.exp(n * math.log(base))


# Of the exponential any base: what is called O(2^n) is seldom exactly that, as in Fibonacci's numbers.
SHAPES: dict[GrowthClass, tuple[Shape, ...]] = {
    "O(1)": (partial(_power, 0, 0),),
    "O(log n)": (partial(_power, 0, 1),),
    "O(n)": (partial(_power, 1, 0),),
    "O(n log n)": (partial(_power, 1, 1),),
    "O(n^2)": (partial(_power, 2, 0),),
    "O(n^3)": (partial(_power, 3, 0),),
    "O(2^n)": tuple(partial(_exponential, 1.3 + step / 10) for step in range(12)),
}
# What lies between two classes and is none of them.
RIVALS: dict[tuple[GrowthClass, GrowthClass], tuple[Shape, ...]] = {
    ("O(log n)", "O(n)"): (partial(_power, 0, 2), partial(_power, 0.5, 0)),
    ("O(n log n)", "O(n^2)"): (partial(_power, 1, 2), partial(_power, 1.5, 0)),
    ("O(n^2)", "O(n^3)"): (partial(_power, 2, 1), partial(_power, 2.5, 0)),
    ("O(n^3)", "O(2^n)"): (partial(_power, 4, 0),),
}
# Whatever takes exponential time does not come beyond this size.
LARGEST_EXPONENT = 200


def prediction_error(shapes: Sequence[Shape], points: Sequence[Point]) -> float:
    """Root mean square of the logarithms of predicted / measured, each point predicted from all the others.

    Leave-one-out cross-validation (PRESS: Allen, Technometrics 16, 1974); of several shapes the best fit predicts.
    """
    if shapes is SHAPES["O(2^n)"] and points[-1][0] > LARGEST_EXPONENT:
        return math.inf
    logs = []
    for index, (n, value) in enumerate(points):
        others = [*points[:index], *points[index + 1 :]]
        _, predict = min((fit(shape, others) for shape in shapes), key=lambda fitted: fitted[0])
        logs.append(math.log(max(predict(n), 1e-12) / value))
    return math.sqrt(sum(log**2 for log in logs) / len(logs))


def fit(shape: Shape, points: Sequence[Point]) -> tuple[float, Shape]:
    """The least sum of squares of (a + b f(n)) / value - 1 with a, b >= 0, and that function."""
    rows = [(1 / value, shape(n) / value) for n, value in points]
    aa, ab, bb = (sum(row[i] * row[j] for row in rows) for i, j in ((0, 0), (0, 1), (1, 1)))
    ya, yb, area = sum(row[0] for row in rows), sum(row[1] for row in rows), aa * bb - ab * ab
    a, b = ((ya * bb - yb * ab) / area, (yb * aa - ya * ab) / area) if area > 1e-9 * aa * bb else (ya / aa, 0.0)
    if a < 0:
        a, b = 0.0, yb / bb
    elif b < 0:
        a, b = ya / aa, 0.0
    return sum((a * row[0] + b * row[1] - 1) ** 2 for row in rows), lambda n: a + b * shape(n)


def slope(points: Sequence[Point]) -> float:
    """Of the logarithm of the value against that of n, by least squares: the exponent of n."""
    xs, ys = [math.log(n) for n, _ in points], [math.log(value) for _, value in points]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)
