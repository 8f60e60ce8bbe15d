"""What a notebook chooses for all its runs: the settings that ``%config`` holds, and metrics of its own."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from IPython.core.magic import Magics
from traitlets import Enum, Float, Int, Unicode

if TYPE_CHECKING:
    from devloop_nb.frontends.magics.metrics import Metrics


class NotebookSettings(Magics):
    """Inherited by the magics, whose ``%config`` names it by their class."""

    lm = Unicode("", help="Model: provider/model, scripted:FILE, or empty for the default.").tag(config=True)
    attempts = Int(None, allow_none=True, min=1, help="Attempts for each module.").tag(config=True)
    threshold = Float(None, allow_none=True, min=0, max=1, help="Score that ends a module well.").tag(config=True)
    tests_weight = Float(None, allow_none=True, min=0, help="What passed tests weigh in a score.").tag(config=True)
    performance_weight = Float(None, allow_none=True, min=0, help="What met targets weigh.").tag(config=True)
    metric = Unicode("", help="A metric kept by %%devloop_metric, in place of the weights.").tag(config=True)
    executor = Unicode(None, allow_none=True, help="Dask cluster that runs suites: tcp://host:8786.").tag(config=True)
    view = Enum(
        ["auto", "live", "text"], "auto", help="live: a view in the browser; text: lines; auto: live in Jupyter."
    ).tag(config=True)

    @property
    def chosen(self) -> dict[str, Any]:
        """The settings that ``%config`` holds."""
        return {
            "lm": self.lm or None,
            "attempts": self.attempts,
            "threshold": self.threshold,
            "tests_weight": self.tests_weight,
            "performance_weight": self.performance_weight,
            "metric": self.metrics.source(self.metric) if self.metric else None,
            "executor": self.executor,
        }

    @cached_property
    def metrics(self) -> "Metrics":
        """What ``%%devloop_metric`` kept."""
        from devloop_nb.frontends.magics.metrics import Metrics

        return Metrics()
