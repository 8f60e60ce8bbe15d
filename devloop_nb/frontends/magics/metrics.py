"""Metrics of the user's own, kept from ``%%devloop_metric`` cells for this notebook."""

from devloop_nb.frontends.magics.options import unknown
from devloop_nb.values.errors import BadInput, NotFound
from devloop_nb.values.metric import Metric, name_of, named, read_metric


class Metrics:
    """Sources by name; a cell that is run again replaces what it kept before."""

    def __init__(self) -> None:
        self._sources: dict[str, str] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The metrics there are, in the order in which they came."""
        return tuple(self._sources)

    def keep(self, name: str, source: str) -> str:
        """Keeps a cell and says so in one line. Raises ``BadInput`` where it cannot be a metric."""
        name = name or name_of(source)
        if not name.isidentifier():
            raise BadInput(f"{name!r} is no name for a metric", mend="Write %%devloop_metric NAME.")
        read_metric(source)
        self._sources[name] = named(source, name)
        return (
            f"Metric {name} is kept: %devloop rank --metric {name}, %devloop tune-metric, %%devloop --metric {name}"
        )

    def source(self, name: str) -> str:
        """The source of that name. Raises ``NotFound``."""
        if name not in self._sources:
            mend = "Define it in a cell: %%devloop_metric."
            if self._sources:
                mend = unknown("Kept are others than", name, self.names)
            raise NotFound(f"no metric {name!r} is kept in this notebook", mend=mend)
        return self._sources[name]

    def function(self, name: str | None) -> Metric | None:
        """The metric of that name, ``None`` where none is named."""
        return read_metric(self.source(name)) if name else None
