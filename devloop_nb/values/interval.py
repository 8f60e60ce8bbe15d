"""How far a mean can be trusted."""

import random
import statistics
from collections.abc import Sequence

RESAMPLES, SURE = 4000, 0.95


def mean_interval(values: Sequence[float]) -> tuple[float, float]:
    """In which the mean lies with a probability of ``SURE``; drawn with a fixed seed, so that it can be repeated.

    The percentile bootstrap (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13).
    """
    draw = random.Random(0)
    means = sorted(statistics.fmean(draw.choices(values, k=len(values))) for _ in range(RESAMPLES))
    tail = round(RESAMPLES * (1 - SURE) / 2)
    return means[tail], means[-tail - 1]
