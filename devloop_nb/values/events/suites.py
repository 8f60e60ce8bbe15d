"""A module's tests: proved, refused, weighed, doubted."""

from typing import Literal

from devloop_nb.values.doubt import Doubt
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.suite import Suite, SuiteFile
from devloop_nb.values.value import Value
from devloop_nb.values.weight import Weight


class SuiteProved(Value):
    """The suite ran against a stub; ``red`` is what happened there. ``hidden`` suites are never shown to a coder.

    ``held`` are those of a model's tests that are taken out of the suite, to become part of the hidden one.
    """

    kind: Literal["suite_proved"] = "suite_proved"
    suite: Suite
    red: Outcome
    hidden: bool = False
    held: SuiteFile | None = None


class SuiteRejected(Value):
    """The tests that a model wrote for a module are of no use; it is asked for others."""

    kind: Literal["suite_rejected"] = "suite_rejected"
    module: str
    reason: str


class SuiteWeighed(Value):
    """The tests of an accepted module ran over mutants of it; those that found nothing do not count any more."""

    kind: Literal["suite_weighed"] = "suite_weighed"
    module: str
    weight: Weight


class ExpectationDoubted(Value):
    """Different codes contradict tests that a model wrote, all in the same way."""

    kind: Literal["expectation_doubted"] = "expectation_doubted"
    module: str
    doubt: Doubt


class ExpectationDropped(Value):
    """With permission, doubted tests do not count any more; ``attempt`` is run again without them."""

    kind: Literal["expectation_dropped"] = "expectation_dropped"
    module: str
    doubt: Doubt
    attempt: int


SuiteEvent = SuiteProved | SuiteRejected | SuiteWeighed | ExpectationDoubted | ExpectationDropped
