"""What people may say to a run while it runs."""

from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from devloop_nb.values.checkpoint import Answer
from devloop_nb.values.value import Value


class Stop(Value):
    """Stops at once; the run can be resumed."""

    kind: Literal["stop"] = "stop"


class StopAfter(Value):
    """Stops when the attempts that are being made are done; the run can be resumed."""

    kind: Literal["stop_after"] = "stop_after"


class Pause(Value):
    """Begins nothing more until ``GoOn``."""

    kind: Literal["pause"] = "pause"


class GoOn(Value):
    """Ends a pause, and takes back ``StopAfter``."""

    kind: Literal["go_on"] = "go_on"


class Note(Value):
    """Words that the model is told from now on, about one ``module`` or about all of them."""

    kind: Literal["note"] = "note"
    says: str = Field(min_length=1, max_length=4000)
    module: str = ""


class RaiseLimit(Value):
    """Another value for one of the limits that may be raised: more may be spent, or a lower score is enough."""

    kind: Literal["raise_limit"] = "raise_limit"
    name: str
    value: float = Field(ge=0, allow_inf_nan=False)


class Accept(Value):
    """An attempt, by its number, becomes the module's accepted code."""

    kind: Literal["accept"] = "accept"
    module: str
    number: int = Field(ge=1)


class Undo(Value):
    """Takes back the last acceptance of a module; of the only one where none is named."""

    kind: Literal["undo"] = "undo"
    module: str = ""


class Redo(Value):
    """What was taken back last is accepted again."""

    kind: Literal["redo"] = "redo"
    module: str = ""


class Reply(Value):
    """The answer to a checkpoint."""

    kind: Literal["answer"] = "answer"
    checkpoint: str
    answer: Answer


Wish = Stop | StopAfter | Pause | GoOn | Note | RaiseLimit | Accept | Undo | Redo | Reply
# They are meant for the moment, and mean nothing to a run that is taken up later.
MOMENTARY = Stop | StopAfter | Pause | GoOn
_ADAPTER: TypeAdapter[Wish] = TypeAdapter(Annotated[Wish, Field(discriminator="kind")])


class Letter(Value):
    """A wish on its way to the process that works on the run; it is obeyed once, by its ``id``."""

    id: str
    wish: Annotated[Wish, Field(discriminator="kind")]


def parse_wish(body: Any) -> Wish:
    """A wish from its JSON object; ``pydantic.ValidationError`` where it is none."""
    return _ADAPTER.validate_python(body)
