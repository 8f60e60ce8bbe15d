"""What a fresh kernel reported about one run of a suite."""

from typing import Literal

from devloop_nb.values.growth import Scaling
from devloop_nb.values.memory_lines import MemoryTable
from devloop_nb.values.value import Value

CaseOutcome = Literal["passed", "failed", "error", "skipped", "xfailed", "xpassed", "missing", "timeout"]
Verdict = Literal["in-process", "sealed", "none"]
# What an attempt goes through, up to the first that fails.
Tier = Literal["", "syntax", "tests", "validation", "performance"]


class CaseResult(Value):
    """One test: ``seconds`` wall and ``cpu_seconds``, ``peak_mib`` above what the kernel held before the test.

    ``exception`` is the class name of what made it fail, ``message`` one line, ``traceback`` the whole story.
    """

    id: str
    outcome: CaseOutcome
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_mib: float | None = None
    exception: str = ""
    message: str = ""
    traceback: str = ""
    stdout: str = ""
    stderr: str = ""


class Receipt(Value):
    """What the kernel says it ran: digests of sources and suite, its own pid, and the run's nonce."""

    kernel: str
    pid: int
    python: str
    nonce: str
    sources: dict[str, str]
    suite: str


class NotSealed(Value):
    """Why a run has no sealed verdict, and whose doing that is.

    ``tests``: they give the code more than plain data, or reach into its process. ``code``: what it gave is no plain
    data, or only the code itself could compare it. ``machine``: it has no fence that keeps two processes apart.
    """

    by: Literal["tests", "code", "machine"]
    why: str


class Outcome(Value):
    """One suite run.

    ``status``: ``passed`` when every expected id passed, ``failed`` when some did not, ``unusable`` when there
    was no code to run, ``error`` when collection or import broke, ``timeout`` and ``crashed`` when the kernel had
    to be killed or died. ``seconds`` is the wall time including the kernel's start. ``fence`` is the tier of what
    stood around the kernel, and how it was built. ``verdict``: ``sealed`` where the tests passed, too, in a process
    of their own, which the code cannot reach; ``not_sealed`` says why that was not possible. ``scaling`` is there
    where a growth class was asked for; ``tier`` is how far an attempt came. ``memory_lines`` are there where
    they were asked for, from a run of their own.
    """

    status: Literal["passed", "failed", "unusable", "error", "timeout", "crashed"]
    verdict: Verdict = "in-process"
    tests: tuple[CaseResult, ...] = ()
    message: str = ""
    seconds: float = 0.0
    peak_mib: float | None = None
    stdout: str = ""
    stderr: str = ""
    receipt: Receipt | None = None
    fence: str = ""
    not_sealed: NotSealed | None = None
    scaling: Scaling | None = None
    tier: Tier = ""
    memory_lines: MemoryTable | None = None

    @property
    def passed(self) -> int:
        """How many expected tests passed."""
        return sum(case.outcome == "passed" for case in self.tests)

    @property
    def expected(self) -> int:
        """How many tests were expected."""
        return len(self.tests)

    @property
    def verdict_says(self) -> str:
        """The kind of verdict, and why it is not the stronger one; empty where nothing was run."""
        if self.verdict == "none":
            return ""
        if self.verdict == "sealed":
            return "sealed: checked again by tests in a process of their own, which the code cannot reach"
        told = self.not_sealed.why if self.not_sealed else "only a good attempt is checked again, apart from the code"
        return f"in-process: tests and code ran in one process; {told}"

    @property
    def failing(self) -> tuple[CaseResult, ...]:
        """The tests that did not pass, in the order of the suite."""
        return tuple(case for case in self.tests if case.outcome != "passed")
