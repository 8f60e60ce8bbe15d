"""What people decide while a run goes on."""

from typing import Annotated, Literal

from pydantic import Field

from devloop_nb.values.checkpoint import Answer, Checkpoint
from devloop_nb.values.steering import Wish
from devloop_nb.values.value import Value


class Steered(Value):
    """A wish of people reached the run; ``refused`` says why it changed nothing. ``letter`` is the one it came in."""

    kind: Literal["steered"] = "steered"
    wish: Annotated[Wish, Field(discriminator="kind")]
    letter: str = ""
    refused: str = ""


class CheckpointReached(Value):
    """The run asks, and waits for an answer."""

    kind: Literal["checkpoint_reached"] = "checkpoint_reached"
    checkpoint: Checkpoint


class CheckpointAnswered(Value):
    """Somebody decided, or the time was over; ``about`` is the kind of decision."""

    kind: Literal["checkpoint_answered"] = "checkpoint_answered"
    checkpoint: str
    about: str
    answer: Answer
    letter: str = ""


HelmEvent = Steered | CheckpointReached | CheckpointAnswered
