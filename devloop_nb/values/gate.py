"""A quality gate: what it asks for, and what came of it."""

from collections.abc import Iterable
from typing import Literal

from devloop_nb.values.finding import Finding
from devloop_nb.values.value import Value

Mode = Literal["off", "warn", "block"]
MODES: tuple[Mode, ...] = ("off", "warn", "block")
EXTRA = "pip install 'devloop-nb[gates]'"


class Gate(Value):
    """What one gate asks for; ``limit`` is the number that it knows, ``asked`` says that the user set the mode.

    ``mend`` is what to do about a finding, in the words that a model is given.
    """

    name: str
    mode: Mode
    limit: float | None = None
    says: str
    mend: str
    asked: bool = False


class GateResult(Value):
    """What came of one gate; ``why`` says what to do where it was ``not run``, ``reading`` is what was measured."""

    gate: str
    mode: Mode
    status: Literal["passed", "failed", "not run"]
    reading: str = ""
    why: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def blocks(self) -> bool:
        """Whether an attempt with this result cannot be accepted."""
        return self.mode == "block" and self.status == "failed"


class Checked(Value):
    """What a tool said about a file; ``absent`` where it is not installed, ``problem`` where it broke off."""

    findings: tuple[Finding, ...] = ()
    absent: str = ""
    problem: str = ""


def blocking(results: Iterable[GateResult] | None) -> tuple[Finding, ...]:
    """The findings that keep an attempt from being accepted."""
    found = (finding for result in results or () if result.blocks for finding in result.findings)
    return tuple(finding for finding in found if finding.severity == "error")
