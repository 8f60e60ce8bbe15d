"""What to do about an attempt, by the kind of what went wrong in it."""

import re
from contextlib import suppress
from dataclasses import dataclass

from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.parted_tests import units
from devloop_nb.values.suite import Suite, is_timed

_NAMES = {"NameError", "UnboundLocalError", "AttributeError", "ImportError", "ModuleNotFoundError"}
_COSTS = {"TookTooLong", "MemoryError"}
_COLLECTING = re.compile(r"collecting \S+ failed: (\w+)")
# Of pytest and unittest: nothing was raised, or something that does not say what it should.
_NOT_RAISED = re.compile(r"DID NOT RAISE|not raised|Regex pattern did not match|does not match")


@dataclass(frozen=True)
class Strategy:
    """``name`` is what users read beside an attempt, ``says`` tells a model how to go about it."""

    name: str
    says: str


STRATEGIES = {
    "names": Strategy("fix the names", "define or import each name that is missing, spelled as the tests spell it."),
    "costs": Strategy(
        "lower the complexity", "see that every loop ends, and get by with fewer steps and less memory."
    ),
    "breaks": Strategy(
        "fix the errors", "find what these tests give to the code that it does not expect, and answer it."
    ),
    "raises": Strategy(
        "add error handling", "look at the arguments first, and raise the very exception that the tests expect."
    ),
    "values": Strategy(
        "fix the values", "work out by hand how the first answer below comes about; the smallest case is first."
    ),
}


def strategy_of(outcome: Outcome, suite: Suite | None = None, *, missed: bool = False) -> Strategy | None:
    """That for most of the failing tests, of equals the one which stands first; ``None`` where no test tells.

    ``missed`` says that a target is missed, which matters where every test passes.
    """
    kinds = [kind_of(case, suite) for case in outcome.failing]
    most = max(STRATEGIES, key=kinds.count)
    if most in kinds:
        return STRATEGIES[most]
    return STRATEGIES["costs"] if missed and outcome.status == "passed" else None


def in_order(outcome: Outcome, suite: Suite | None = None) -> tuple[CaseResult, ...]:
    """The failing tests: first those that the strategy is for, the one with the shortest story at their head."""
    strategy = strategy_of(outcome, suite)

    def place(case: CaseResult) -> tuple[bool, int]:
        meant = strategy is not None and STRATEGIES.get(kind_of(case, suite)) == strategy
        return not meant, len(case.traceback) if meant else 0

    return tuple(sorted(outcome.failing, key=place))


def kind_of(case: CaseResult, suite: Suite | None = None) -> str:
    """Which of the strategies a failing test calls for; empty where it does not tell.

    An exception that is a surprise is one to be handled where the test expects another.
    """
    collecting = _COLLECTING.match(case.message)
    exception = collecting[1] if collecting else case.exception
    if exception in _NAMES and "'NoneType'" not in case.message:
        return "names"
    if exception in _COSTS or case.outcome == "timeout" or (is_timed(case.id) and exception == "AssertionError"):
        return "costs"
    if _NOT_RAISED.search(case.message):
        return "raises"
    if exception in ("", "AssertionError", "Failed"):
        return "values" if exception else ""
    return "raises" if _expects_error(case.id, suite) and not collecting else "breaks"


def _expects_error(test: str, suite: Suite | None) -> bool:
    """Whether the source of a test says that something is to be raised."""
    name, _, inside = test.partition("::")
    place = re.split(r"::|\[", inside)[0]
    sources = [file.source for file in (suite.files if suite else ()) if file.name == name]
    with suppress(SyntaxError):
        return any("aises(" in units(source).get(place, "") for source in sources)
    return False
