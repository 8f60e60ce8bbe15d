"""One try at a module: the move that asked for it, the code, what came of it."""

from typing import Literal

from devloop_nb.values.finding import Finding
from devloop_nb.values.gate import GateResult, blocking
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.plan import ModuleSpec
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.review import Review
from devloop_nb.values.score import Score
from devloop_nb.values.value import Value

# ``again`` asks no model: it is the code of its parent, after something was dropped that spoke against it.
Kind = Literal["draft", "debug", "improve", "simplify", "edit", "again"]


class Move(Value):
    """What to try next and why; ``parent`` is the attempt it starts from, ``form`` the coder's prompt format.

    ``turn`` counts the attempts for which a model is asked; it is 0 where they are all of that kind.
    ``temperature`` and ``lm`` are set where the coder's own choice has led nowhere, ``lm`` also where the module is
    complex; ``stuck`` says what was repeated.
    """

    kind: Kind
    number: int
    turn: int = 0
    form: str = ""
    parent: int | None = None
    reason: str = ""
    temperature: float | None = None
    lm: str = ""
    stuck: str = ""

    @property
    def asks(self) -> bool:
        """Whether a model is asked for the code."""
        return self.kind not in ("edit", "again")


class Draft(Value):
    """Code as a model wrote it; ``problem`` says in one line why it cannot be run, empty where it can."""

    code: str
    problem: str = ""
    mended: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()


class Brief(Value):
    """All that a coder is given to write one module; hidden tests are not in it.

    ``tests`` are shown sources, ``dependencies`` the accepted code by module name, ``previous`` and ``feedback``
    belong to the attempt that ``move.parent`` names. ``earlier`` are all other attempts, a line each, ``others`` the
    modules that this one does not import, ``existing`` the interfaces of modules of other runs, which cannot be
    imported here, ``project`` says where the code will run.
    """

    module: ModuleSpec
    requirements: Requirements
    tests: tuple[str, ...]
    move: Move
    dependencies: dict[str, str] = {}
    previous: str = ""
    feedback: str = ""
    earlier: tuple[str, ...] = ()
    others: tuple[ModuleSpec, ...] = ()
    existing: dict[str, str] = {}
    project: str = ""


class Attempt(Value):
    """One finished or half-finished try; what has not happened yet is ``None``.

    ``broke`` are tests that its parent had passed: such a change is not kept, whatever else it mends.
    """

    module: str
    move: Move
    draft: Draft | None = None
    outcome: Outcome | None = None
    score: Score | None = None
    feedback: str = ""
    findings: tuple[Finding, ...] = ()
    gates: tuple[GateResult, ...] | None = None
    review: Review | None = None
    gate_seconds: float = 0.0
    broke: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """Counts from 1 within the module."""
        return self.move.number

    @property
    def code(self) -> str:
        """The code, empty where there is none yet."""
        return self.draft.code if self.draft else ""

    @property
    def blocked(self) -> tuple[Finding, ...]:
        """The findings that keep it from being accepted, however good its score is."""
        return blocking(self.gates) + (self.review.critical if self.review else ())

    @property
    def to_mend(self) -> tuple[Finding, ...]:
        """What the next attempt is told of the code: what blocks, and then also what a reviewer suggests."""
        said = self.review.suggestions if self.review and self.blocked else ()
        return self.blocked + tuple(finding for finding in said if finding.rule == "review")

    @property
    def total(self) -> float:
        """The score, or 0 while there is none."""
        return self.score.total if self.score else 0.0
