"""Calls to a model, answered or not, and those that a limit forbade."""

from typing import Literal

from devloop_nb.values.budget import Overrun
from devloop_nb.values.call import Call
from devloop_nb.values.value import Value


class CallStarted(Value):
    """A model is about to be asked; ``call`` holds no answer yet, and the most that it may cost."""

    kind: Literal["call_started"] = "call_started"
    call: Call


class CallEnded(Value):
    """A model answered, however badly."""

    kind: Literal["call_ended"] = "call_ended"
    call: Call


class CallFailed(Value):
    """There was no answer; ``call`` says why, and what it may have cost. It is made again when the run goes on."""

    kind: Literal["call_failed"] = "call_failed"
    call: Call


class BudgetReached(Value):
    """A call, or one request more of it, was not made: it would have gone beyond a limit."""

    kind: Literal["budget_reached"] = "budget_reached"
    key: str
    over: Overrun


CallEvent = CallStarted | CallEnded | CallFailed | BudgetReached
