"""The score of an outcome, by weights and by a metric."""

import pytest

from devloop_nb.stages.score import mean_of, score_outcome, shares_of
from devloop_nb.values.errors import BadInput
from devloop_nb.values.metric import read_metric
from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.requirements import Performance
from devloop_nb.values.score import Weights

TARGET = Performance(seconds=0.1)
OUTCOME = Outcome(
    status="failed",
    tests=(
        CaseResult(id="a", outcome="passed", seconds=0.4),
        CaseResult(id="b", outcome="failed"),
        CaseResult(id="c", outcome="passed", seconds=0.1),
    ),
)


def test_the_total_is_the_weighted_mean_of_the_shares() -> None:
    tests, performance = shares_of(OUTCOME, TARGET)
    assert (tests, performance) == (2 / 3, 2 / 3 * 0.25)
    weights = Weights(tests=3, performance=1)
    assert score_outcome(OUTCOME, TARGET, weights).total == round(mean_of(tests, performance, weights), 6) == 0.541667
    assert score_outcome(OUTCOME, TARGET, weights, blocked=True).total == 0.53625
    assert score_outcome(OUTCOME, TARGET, Weights(tests=0, performance=0)).total == 0.666667


def test_a_metric_takes_the_place_of_the_mean() -> None:
    metric = read_metric("def metric(outcome, readings): return readings['performance'] / readings['tests']")
    score = score_outcome(OUTCOME, TARGET, Weights(), metric=metric)
    assert (score.total, score.tests, score.passed) == (0.25, 0.666667, 2)
    assert score_outcome(OUTCOME, TARGET, Weights(), metric=metric, blocked=True).total == 0.2475


def test_a_metric_that_fails_is_no_score() -> None:
    with pytest.raises(BadInput, match="KeyError"):
        score_outcome(OUTCOME, TARGET, Weights(), metric=read_metric("def m(o, r): return r['speed']"))
