"""What the tuner shows, without a browser."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from devloop_nb.frontends.report import figures
from devloop_nb.frontends.rows import note
from devloop_nb.frontends.widgets.board_receipt import MOST_ROWS, Bundle, Twin
from devloop_nb.values.ranking import Ranked
from devloop_nb.values.score import Weights

HEAD = ("now", "was", "attempt", "score", "stored", "tests", "performance", "said")


@dataclass(frozen=True)
class Said:
    """The weights, the threshold, and the name of a metric that takes the weights' place."""

    weights: Weights
    threshold: float
    metric: str = ""

    @classmethod
    def read(cls, asked: Mapping[str, Any]) -> "Said":
        """As a browser sends it. Raises ``KeyError`` or ``ValueError`` where it has no sense."""
        weights = Weights(tests=float(asked["tests"]), performance=float(asked["performance"]))
        return cls(weights, min(1.0, max(0.0, float(asked["threshold"]))), str(asked.get("metric") or ""))

    @property
    def how(self) -> str:
        """By what the score is made, and what it has to reach."""
        weights = f"tests {self.weights.tests:g}, performance {self.weights.performance:g}"
        return f"{f'metric {self.metric}' if self.metric else weights}; threshold {self.threshold:g}"

    @property
    def lines(self) -> str:
        """What to put into devloop.toml; a metric cannot stand there."""
        limit = f"threshold = {self.threshold:g}"
        if self.metric:
            return f"{limit}\n# and in the cell, for a file cannot bring code along: %%devloop --metric {self.metric}"
        weights = self.weights
        return f"tests_weight = {weights.tests:g}\nperformance_weight = {weights.performance:g}\n{limit}"


def tuner_receipt(title: str, ranked: Sequence[Ranked], said: Said, uid: str) -> Bundle:
    """The ranking as a table."""
    twin = Twin(f"ranking of {title} by {said.how}")
    if not ranked:
        twin.say("No attempt is stored yet, so there is nothing to rank.")
        return twin.bundle(uid)
    winners = ", ".join(_name(each) for each in ranked if each.wins)
    passing = sum(each.passes for each in ranked)
    twin.say(
        f"{passing} of {figures.count(len(ranked), 'attempt')} reach {said.threshold:g}. "
        + (f"Would be accepted: {winners}." if winners else "None would be accepted.")
    )
    twin.table(HEAD, [_row(each) for each in ranked[:MOST_ROWS]], max(0, len(ranked) - MOST_ROWS))
    return twin.bundle(uid)


def _name(each: Ranked) -> str:
    return f"{each.entry.module} #{each.entry.number}"


def _row(each: Ranked) -> tuple[str, ...]:
    entry = each.entry
    return (
        str(each.now),
        str(each.old),
        f"{entry.run} {_name(each)}",
        figures.score(each.score),
        figures.score(entry.total),
        f"{entry.passed} of {entry.expected}",
        figures.score(entry.performance),
        note(each),
    )
