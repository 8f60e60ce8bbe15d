"""``%devloop rank`` and ``tune-metric``: stored attempts by other weights, or by a metric of one's own."""

import argparse
from typing import TYPE_CHECKING, Any

from IPython.display import display

from devloop_nb.frontends.magics.tables import frame_or_table
from devloop_nb.frontends.rows import rank_rows
from devloop_nb.frontends.weights import read_weights
from devloop_nb.frontends.widgets.tuner import Choices, Tuner
from devloop_nb.frontends.widgets.tuner_receipt import Said
from devloop_nb.values.metric import Metric, read_metric

if TYPE_CHECKING:
    from devloop_nb.frontends.magics.devloop_magics import DevLoop

RANKED = ("now", "was", "run", "module", "attempt", "score", "old_score", "passed", "expected", "note")


def rank(magics: "DevLoop", options: argparse.Namespace) -> Any:
    """The ranking as a data frame, or as a small table."""
    how: dict[str, Any] = {"weights": read_weights(options.weights), "threshold": options.threshold}
    how |= {"metric": magics.metrics.function(options.metric), "everything": options.all}
    ranked = magics.desk.ask(lambda session: session.rank(options.run, **how))
    return frame_or_table(rank_rows(ranked), RANKED, "devloop-nb rank --json")


def tune_metric(magics: "DevLoop", options: argparse.Namespace) -> None:
    """The tuner, and the ranking without it where nobody has a browser."""
    desk = magics.desk
    state = desk.ask(lambda session: session.find(options.run))
    tuner = Tuner(desk.session, state, choices(magics), everything=options.all)
    receipt = desk.ask(lambda _: tuner.load())
    if desk.has_browser:
        tuner.show(receipt)
    else:
        display(receipt, raw=True)


def choices(magics: "DevLoop") -> Choices:
    """What the notebook lends a tuner."""

    def function(name: str) -> Metric:
        return read_metric(magics.metrics.source(name))

    def use(said: Said) -> str:
        magics.threshold, magics.metric = said.threshold, said.metric
        if not said.metric:
            magics.tests_weight, magics.performance_weight = said.weights.tests, said.weights.performance
        kept = "%config DevLoop holds them for the next runs of this notebook; for all runs, in devloop.toml:"
        return f"{said.how}: {kept}"

    return Choices(lambda: magics.metrics.names, function, use)
