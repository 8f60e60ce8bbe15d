"""Where people steer a run."""

from typing import Protocol

from devloop_nb.values.checkpoint import Answer, Checkpoint


class Helm(Protocol):
    """Where people steer a run."""

    async def ask(self, checkpoint: Checkpoint) -> Answer:
        """Somebody's answer, or that of the table of authority; what does not depend on it goes on meanwhile.

        Raises ``RunHalted`` where the run is to stop because nobody answered.
        """

    async def steady(self) -> None:
        """Returns at once, unless the run is to pause: then when it is to go on."""
