"""A correct solution of each spec in ``examples/small_functions``; only the tests see them."""

from collections import Counter
from itertools import accumulate, chain, groupby, pairwise
from math import hypot, prod
from statistics import median as middle
from typing import Any


def scale(xs: list[float]) -> list[float]:
    low, spread = min(xs), max(xs) - min(xs)
    return [(x - low) / spread if spread else 0.0 for x in xs]


def moving_average(xs: list[float], window: int) -> list[float]:
    return [sum(xs[i : i + window]) / window for i in range(len(xs) - window + 1)]


def z_scores(xs: list[float]) -> list[float]:
    mean = sum(xs) / len(xs)
    spread = (sum((x - mean) ** 2 for x in xs) / len(xs)) ** 0.5
    return [(x - mean) / spread if spread else 0.0 for x in xs]


def most_common(xs: list[Any]) -> Any:
    return Counter(xs).most_common(1)[0][0]


def running_total(xs: list[float]) -> list[float]:
    return list(accumulate(xs))


def clip(xs: list[float], low: float, high: float) -> list[float]:
    return [min(max(x, low), high) for x in xs]


def group_sums(pairs: list[tuple[Any, float]]) -> dict[Any, float]:
    sums: dict[Any, float] = {}
    for group, value in pairs:
        sums[group] = sums.get(group, 0) + value
    return sums


def flatten(lists: list[list[Any]]) -> list[Any]:
    return list(chain.from_iterable(lists))


def count_words(text: str) -> dict[str, int]:
    return dict(Counter(text.lower().split()))


def top_k(xs: list[float], k: int) -> list[float]:
    return sorted(xs, reverse=True)[:k]


def pairwise_differences(xs: list[float]) -> list[float]:
    return [later - earlier for earlier, later in pairwise(xs)]


def dot_product(a: list[float], b: list[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))


def median(xs: list[float]) -> float:
    return middle(xs)


def normalise_weights(weights: list[float]) -> list[float]:
    whole = sum(weights)
    return [weight / whole if whole else 1 / len(weights) for weight in weights]


def fill_missing(xs: list[Any]) -> list[Any]:
    return list(accumulate(xs, lambda last, x: last if x is None else x))


def run_length_encode(xs: list[Any]) -> list[tuple[Any, int]]:
    return [(value, len(list(run))) for value, run in groupby(xs)]


def bin_counts(xs: list[float], edges: list[float]) -> list[int]:
    return [sum(low <= x < high for x in xs) for low, high in pairwise(edges)]


def cosine_similarity(a: list[float], b: list[float]) -> float:
    norms = hypot(*a) * hypot(*b)
    return sum(x * y for x, y in zip(a, b, strict=True)) / norms if norms else 0


def argmax(xs: list[float]) -> int:
    return xs.index(max(xs))


def unique(xs: list[Any]) -> list[Any]:
    return list(dict.fromkeys(xs))


def mean(xs: list[float]) -> float:
    return sum(xs) / len(xs) if xs else 0


def squares(xs: list[float]) -> list[float]:
    return [x * x for x in xs]


def evens(xs: list[int]) -> list[int]:
    return [x for x in xs if x % 2 == 0]


def spread(xs: list[float]) -> float:
    return max(xs) - min(xs)


def count_missing(values: list[Any]) -> int:
    return sum(value is None for value in values)


def product(xs: list[float]) -> float:
    return prod(xs)


def to_fahrenheit(celsius: float) -> float:
    return celsius * 9 / 5 + 32


def above(xs: list[float], limit: float) -> int:
    return sum(x > limit for x in xs)


def mean_squared_error(actual: list[float], predicted: list[float]) -> float:
    return sum((a - p) ** 2 for a, p in zip(actual, predicted, strict=True)) / len(actual)


def longest_word(text: str) -> str:
    return max(text.split(), key=len, default="")


def add_lists(xs: list[float], ys: list[float]) -> list[float]:
    return [x + y for x, y in zip(xs, ys, strict=True)]


def absolute_values(xs: list[float]) -> list[float]:
    return [abs(x) for x in xs]
