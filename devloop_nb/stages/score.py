"""An outcome -> a score from 0 to 1."""

from devloop_nb.values.growth import Scaling
from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.requirements import Performance
from devloop_nb.values.score import Score, Weights

# Enough to show, too little to put code ahead that passes fewer tests.
BLOCKED = 0.99


def score_outcome(outcome: Outcome, target: Performance, weights: Weights, *, blocked: bool = False) -> Score:
    """The weighted mean of the share of tests passed and of how well those that passed meet the targets.

    A target that is met counts 1, one missed by a factor f counts 1/f, a growth class that is clearly exceeded 0;
    without targets, and where the growth cannot be told, nothing is lost.
    Fast wrong code earns nothing: the performance share is multiplied by the share of tests passed.
    Findings that keep it from being accepted (``blocked``) cost a hundredth.
    """
    tests = outcome.passed / outcome.expected if outcome.expected else 0.0
    passed = [case for case in outcome.tests if case.outcome == "passed"]
    performance = tests * _performance(passed, target, outcome.scaling)
    whole = weights.tests + weights.performance
    total = (weights.tests * tests + weights.performance * performance) / whole if whole else tests
    return Score(
        total=round(total * BLOCKED if blocked else total, 6),
        tests=round(tests, 6),
        performance=round(performance, 6),
        passed=outcome.passed,
        expected=outcome.expected,
    )


def _performance(passed: list[CaseResult], target: Performance, scaling: Scaling | None) -> float:
    shares = []
    if scaling and (within := target.growth and scaling.time.within(target.growth)) is not None:
        shares.append(float(within))
    if target.seconds:
        shares.append(_share(target.seconds, max((case.seconds for case in passed), default=0.0)))
    if target.memory_mib:
        shares.append(_share(target.memory_mib, max((case.peak_mib or 0.0 for case in passed), default=0.0)))
    return sum(shares) / len(shares) if shares else 1.0


def _share(target: float, reading: float) -> float:
    return min(1.0, target / reading) if reading > 0 else 1.0
