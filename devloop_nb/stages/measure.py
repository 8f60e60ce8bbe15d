"""Samples at growing sizes -> the class in which time or memory grows, or honestly several."""

import math
from collections.abc import Sequence
from typing import Literal

from devloop_nb.values.curves import RIVALS, prediction_error, slope
from devloop_nb.values.growth import CLASSES, Growth, GrowthClass, Measured, Sample, Scaling
from devloop_nb.values.growth_evidence import FEWEST, GrowthEvidence, Of

Verdict = tuple[Literal[GrowthClass, "unclear"], GrowthClass, GrowthClass, float]

SURE, SURELY, TENABLE = 0.8, 0.99, 0.1
# Where caches may have made a linear function look so.
SURE_OF_LOG = 0.87
# Errors are relative; one above MISFIT is no explanation.
MISFIT, EXPONENTIAL_MISFIT, MARGIN, VETO = 0.12, 0.25, 0.15, 1.75
# A constant is off by at most so many times the noise, and is believed where the sizes span at least this range.
FLAT_NOISES, FLAT_RANGE, NEARLY_FLAT = 2.5, 64, 1.5
# Memory: below the first, only what grows by more than the second, a small object, is told from a constant.
SMALL_MIB, OBJECT_MIB = 4 / 1024, 48 / 2**20
FLOOR: dict[Of, float] = {"time": 1e-8, "memory": 1 / 1024}
# So many of the largest sizes are left out, to see whether it is caches that make the difference.
CUTS, FEWEST_IN_CUT = (1, 2, 3), 7
# The exponents of n that the classes show at sizes that can be measured.
EXPONENTS: dict[GrowthClass, float] = dict(zip(CLASSES, (0.0, 0.1, 1.0, 1.12, 2.0, 3.0, 4.5), strict=True))


def fit_scaling(measured: Measured) -> Scaling:
    """How time and memory grow."""
    time, memory = fit_growth(measured.samples, "time"), fit_growth(measured.samples, "memory")
    return Scaling(time=time, memory=memory, clock=measured.clock, problem=measured.problem)


def fit_growth(samples: Sequence[Sample], of: Of = "time") -> Growth:
    """The class that predicts what it has not seen clearly better than every other class; else ``unclear``.

    ``samples`` are in the order of their sizes. The share of the evidence that a class has is proportional to
    1 / error²: the Akaike weight of least squares models with equal numbers of parameters (Burnham and Anderson,
    Model Selection and Multimodel Inference, 2002, section 2.9) for two independent samples. There are more
    samples, but errors of neighbouring sizes go together; counting each would pretend to more certainty.
    """
    used = tuple(sample for sample in samples if of == "time" or sample.peak_mib is not None)
    points = tuple((sample.n, FLOOR[of] + _value(sample, of)) for sample in used)
    if len(points) < FEWEST:
        return Growth(of=of, grows="unclear", low=CLASSES[0], high=CLASSES[-1], samples=used)
    evidence = GrowthEvidence(of, points)
    grows, low, high, confidence = _small(evidence) or _flat(evidence) or _misfit(evidence) or _weigh(evidence)
    confidence, steep = round(min(confidence, SURELY), 3), round(slope(points[-4:]), 3)
    return Growth(of=of, grows=grows, low=low, high=high, slope=steep, confidence=confidence, samples=used)


def _value(sample: Sample, of: Of) -> float:
    return sample.seconds if of == "time" else sample.peak_mib or 0.0


def _small(evidence: GrowthEvidence) -> Verdict | None:
    """So little memory that the interpreter's own small objects are a good part of it."""
    sizes, values = zip(*evidence.points, strict=True)
    if evidence.of == "time" or max(values) > SMALL_MIB:
        return None
    top = [value for n, value in evidence.points if n * FLAT_RANGE >= sizes[-1]]
    if sizes[-1] >= FLAT_RANGE * sizes[0] and max(top) - min(top) <= OBJECT_MIB:
        return "O(1)", "O(1)", "O(1)", SURELY
    return _several("O(1)", "O(n)", SURE)


def _flat(evidence: GrowthEvidence) -> Verdict | None:
    """A constant explains it, or the growth is so small that it is a constant or a logarithm."""
    errors, least = evidence.errors, evidence.errors[evidence.best]
    sizes, values = zip(*evidence.points, strict=True)
    bound = FLAT_NOISES * evidence.noise
    if errors["O(1)"] <= min(bound, 2 * least + evidence.noise / 4):
        sure = 1 - (1 - SURE) * (errors["O(1)"] / bound) ** 2
        return (
            ("O(1)", "O(1)", "O(1)", sure) if sizes[-1] >= FLAT_RANGE * sizes[0] else _several("O(1)", "O(n)", sure)
        )
    slow = min(errors["O(1)"], errors["O(log n)"])
    if max(values) < NEARLY_FLAT * min(values) and slow <= 2 * least + evidence.noise / 2:
        return _several("O(1)", "O(log n)", SURE)
    return None


def _misfit(evidence: GrowthEvidence) -> Verdict | None:
    """No class explains it: it lies between those between which its slope lies."""
    best = evidence.best
    if evidence.errors[best] <= (EXPONENTIAL_MISFIT if best == "O(2^n)" else MISFIT):
        return None
    slopes = slope(evidence.points), slope(evidence.tail), slope(evidence.tail[-4:])
    below = [each for each in CLASSES if EXPONENTS[each] <= max(min(slopes) - MARGIN, 0)]
    above = [each for each in CLASSES if EXPONENTS[each] >= min(max(slopes) + MARGIN, EXPONENTS[CLASSES[-1]])]
    return _several(below[-1], above[0], evidence.weights[best])


def _weigh(evidence: GrowthEvidence) -> Verdict:
    """The class with most of the evidence, or all that are tenable.

    Caches and the allocator make a linear function look like n log n over some sizes, hence that has to show also
    without the largest ones.
    """
    views = [evidence]
    if evidence.of == "time" and evidence.best in ("O(n)", "O(n log n)"):
        shorter = [evidence.points[:-cut] for cut in CUTS]
        views += [GrowthEvidence("time", points) for points in shorter if len(points) >= FEWEST_IN_CUT]
    weights = {each: sum(view.weights[each] for view in views) / len(views) for each in CLASSES}
    best = max(CLASSES, key=lambda each: weights[each])
    doubtful = best == "O(n log n)" and evidence.of == "time"
    sure = min(view.weights[best] for view in views) if doubtful else weights[best]
    if sure < (SURE_OF_LOG if doubtful else SURE):
        tenable = [each for each in CLASSES if any(view.weights[each] >= TENABLE for view in views)]
        return _several(tenable[0], tenable[-1], sum(weights[each] for each in tenable))
    return _vetoed(evidence, best) or (best, best, best, sure)


def _vetoed(evidence: GrowthEvidence, best: GrowthClass) -> Verdict | None:
    """Something that is none of the classes, but lies next to the best one, explains it much better."""
    for (low, high), rivals in RIVALS.items():
        if best in (low, high):
            error = min(prediction_error((rival,), evidence.tail) for rival in rivals)
            if evidence.errors[best] > VETO * math.hypot(error, 2 * evidence.noise):
                return _several(low, high, SURE)
    return None


def _several(low: GrowthClass, high: GrowthClass, confidence: float) -> Verdict:
    return "unclear", low, high, confidence
