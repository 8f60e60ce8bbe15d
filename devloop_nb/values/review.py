"""A review of code that passes its tests and its gates: what must be mended, and what could be better."""

from devloop_nb.values.finding import Finding
from devloop_nb.values.plan import ModuleSpec
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.value import Value

SAYS = {"error": "CRITICAL", "warning": "SUGGESTION", "info": "SUGGESTION"}
ABOUT = ("stubs", "simplicity", "security", "quality", "requirements")


class ReviewBrief(Value):
    """All that a reviewer is given; ``round`` counts the reviews of a module from 1.

    ``earlier`` is what the review before said must be mended. Held-back tests are not in it.
    """

    module: ModuleSpec
    requirements: Requirements
    code: str
    tests: tuple[str, ...] = ()
    round: int = 1
    earlier: tuple[Finding, ...] = ()


class Remarks(Value):
    """What a model said about code, unchecked; ``problem`` says why its answer is of no use."""

    findings: tuple[Finding, ...] = ()
    problem: str = ""


class Review(Value):
    """Findings of severity ``error`` are CRITICAL, all others are a SUGGESTION.

    ``by`` is the model's name, or ``rules``; ``dropped`` of its findings are about lines that do not exist.
    """

    by: str
    round: int
    findings: tuple[Finding, ...] = ()
    dropped: int = 0
    note: str = ""

    @property
    def critical(self) -> tuple[Finding, ...]:
        """What must be mended."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @property
    def suggestions(self) -> tuple[Finding, ...]:
        """What could be better."""
        return tuple(finding for finding in self.findings if finding.severity != "error")


class Left(Value):
    """A suggestion that was not taken, and why."""

    finding: Finding
    reason: str
