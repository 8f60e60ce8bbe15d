"""All that one run needs of the outside."""

from dataclasses import dataclass

from devloop_nb.ports.checkers import Checkers
from devloop_nb.ports.coder import Coder
from devloop_nb.ports.helm import Helm
from devloop_nb.ports.log import Log
from devloop_nb.ports.packages import Packages
from devloop_nb.ports.runner import Runner
from devloop_nb.values.existing import Existing
from devloop_nb.values.limits import Limits
from devloop_nb.values.metric import Metric
from devloop_nb.values.score import Weights


@dataclass(frozen=True)
class World:
    """The doors of one run; ``existing`` are modules that other runs have built."""

    coder: Coder
    runner: Runner
    log: Log
    helm: Helm
    weights: Weights
    packages: Packages
    checkers: Checkers
    metric: Metric | None = None
    existing: tuple[Existing, ...] = ()

    @property
    def limits(self) -> Limits:
        """As they are now: people may raise them while the run goes on."""
        return self.log.state.settings.limits
