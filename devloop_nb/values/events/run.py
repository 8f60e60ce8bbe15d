"""A run begins, goes on, says something and ends."""

from typing import Literal

from devloop_nb.values.budget import Budget
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.settings import Settings
from devloop_nb.values.value import Value
from devloop_nb.values.workflow import Workflow

RunStatus = Literal["running", "success", "partial", "failed", "stopped"]


class RunStarted(Value):
    """The first event of every run: what was asked, with which settings, by which versions."""

    kind: Literal["run_started"] = "run_started"
    requirements: Requirements
    settings: Settings
    lm: str
    versions: dict[str, str] = {}


class RunResumed(Value):
    """A run goes on after a crash or a stop, with other limits and another workflow where they are given."""

    kind: Literal["run_resumed"] = "run_resumed"
    budget: Budget | None = None
    workflow: Workflow | None = None


class Noted(Value):
    """A line for the log that changes nothing."""

    kind: Literal["noted"] = "noted"
    level: Literal["DEBUG", "INFO", "WARN", "ERROR"] = "INFO"
    says: str


class RunEnded(Value):
    """The last event of a run, until it is resumed."""

    kind: Literal["run_ended"] = "run_ended"
    status: RunStatus
    reason: str


RunEvent = RunStarted | RunResumed | Noted | RunEnded
