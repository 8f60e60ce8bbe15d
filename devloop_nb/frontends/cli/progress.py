"""Lines about a run as it happens, on stderr."""

from devloop_nb.frontends.cli.output import tell
from devloop_nb.frontends.describe import describe, level
from devloop_nb.values.events import Recorded, RunEnded, RunStarted
from devloop_nb.values.run_state import RunState


class Progress:
    """Listens to runs; ``run`` is the id of the one it heard of last, and ``state`` how that stands."""

    def __init__(self) -> None:
        self.run, self.state = "", RunState()

    def go_on(self) -> str:
        """The command that goes on with what was interrupted."""
        return f"devloop-nb resume {self.run}" if self.run else "the same command"

    def so_far(self) -> str:
        """What an interrupt leaves of it."""
        best = [each.best for each in self.state.modules.values() if each.best]
        said = ", ".join(f"attempt {each.number} of {each.module} with {each.total:.2f}" for each in best)
        return f"the best so far is {said}; all of it is kept" if said else "everything so far is kept"

    def __call__(self, recorded: Recorded, state: RunState) -> None:
        """Tells everything but the details, and the end: that is the command's result, or its error."""
        self.run, self.state = recorded.run, state
        if isinstance(recorded.event, RunStarted):
            tell(describe(recorded))
        elif level(recorded.event) != "DEBUG" and not isinstance(recorded.event, RunEnded):
            tell(f"{state.active:7.1f} s  {describe(recorded)}")
