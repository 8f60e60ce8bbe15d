"""A module gets its accepted code, ends, or is sent back."""

from typing import Literal

from devloop_nb.values.value import Value

ModuleStatus = Literal["waiting", "red", "building", "success", "partial", "failed"]


class ModuleReopened(Value):
    """A module that was done is sent back; ``feedback`` is what the first move is told. Its code stays until then."""

    kind: Literal["module_reopened"] = "module_reopened"
    module: str
    reason: str
    feedback: str
    by: Literal["integration", "user"] = "integration"


class AttemptAccepted(Value):
    """An attempt became the module's accepted code."""

    kind: Literal["attempt_accepted"] = "attempt_accepted"
    module: str
    number: int
    by: Literal["score", "user"]
    letter: str = ""


class AcceptanceTurned(Value):
    """The last acceptance was taken back, or the one that was taken back last holds again."""

    kind: Literal["acceptance_turned"] = "acceptance_turned"
    module: str
    turn: Literal["undo", "redo"]
    letter: str = ""


class ModuleEnded(Value):
    """Work on a module is over; ``reason`` says why in one line."""

    kind: Literal["module_ended"] = "module_ended"
    module: str
    status: ModuleStatus
    reason: str


ModuleEvent = ModuleReopened | AttemptAccepted | AcceptanceTurned | ModuleEnded
