"""An outcome -> a score from 0 to 1."""

from devloop_nb.values.growth import Scaling
from devloop_nb.values.metric import Metric, metric_outcome, metric_readings
from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.requirements import Performance
from devloop_nb.values.score import Score, Weights
from devloop_nb.values.suite import is_timed

# Enough to show, too little to put code ahead that passes fewer tests.
BLOCKED = 0.99


def score_outcome(
    outcome: Outcome,
    target: Performance,
    weights: Weights,
    *,
    blocked: bool = False,
    metric: Metric | None = None,
) -> Score:
    """The weighted mean of the share of tests passed and of how well those that passed meet the targets.

    A target that is met counts 1, one missed by a factor f counts 1/f, a growth class that is clearly exceeded 0;
    without targets, and where the growth cannot be told, nothing is lost.
    Fast wrong code earns nothing: the performance share is multiplied by the share of tests passed.
    The seconds of the plan's performance tests, which have limits of their own, are not among those of the slowest.
    A ``metric`` of the user's own takes the place of the mean; ``BadInput`` where it fails.
    Findings that keep it from being accepted (``blocked``) cost a hundredth.
    """
    tests, performance = shares = shares_of(outcome, target)
    if metric:
        mean = metric(metric_outcome(outcome), metric_readings(outcome, target, shares, blocked=blocked))
    else:
        mean = mean_of(tests, performance, weights)
    return Score(
        total=round(mean * BLOCKED if blocked else mean, 6),
        tests=round(tests, 6),
        performance=round(performance, 6),
        passed=outcome.passed,
        expected=outcome.expected,
    )


def shares_of(outcome: Outcome, target: Performance) -> tuple[float, float]:
    """The share of tests passed, and of performance, both from 0 to 1 and not rounded."""
    tests = outcome.passed / outcome.expected if outcome.expected else 0.0
    passed = [case for case in outcome.tests if case.outcome == "passed"]
    return tests, tests * _performance(passed, target, outcome.scaling)


def mean_of(tests: float, performance: float, weights: Weights) -> float:
    """The weighted mean of two shares; the sliders in the browser have the same formula, in ``view/weighing.js``."""
    both = weights.tests + weights.performance
    return (weights.tests * tests + weights.performance * performance) / both if both else tests


def _performance(passed: list[CaseResult], target: Performance, scaling: Scaling | None) -> float:
    shares = []
    if scaling and (within := target.growth and scaling.time.within(target.growth)) is not None:
        shares.append(float(within))
    if target.seconds:
        slowest = max((case.seconds for case in passed if not is_timed(case.id)), default=0.0)
        shares.append(_share(target.seconds, slowest))
    if target.memory_mib:
        shares.append(_share(target.memory_mib, max((case.peak_mib or 0.0 for case in passed), default=0.0)))
    return sum(shares) / len(shares) if shares else 1.0


def _share(target: float, reading: float) -> float:
    return min(1.0, target / reading) if reading > 0 else 1.0
