"""What a run has come to; its events are folded into it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from devloop_nb.values import events as ev
from devloop_nb.values.budget import Spent
from devloop_nb.values.call import Call
from devloop_nb.values.compliance import Row
from devloop_nb.values.finding import Finding
from devloop_nb.values.helm_state import HelmState
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.need import Installed
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.plan import Plan
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.settings import Settings
from devloop_nb.values.suite import Suite


@dataclass(frozen=True)
class RunState:
    """A run as its events tell it; ``active`` are the seconds in which it was worked on.

    ``skipped`` says why stages were left out. ``spent`` counts the calls that got no answer, too. ``helm`` is what
    people said. ``counted`` is the moment up to which ``active`` has been counted: pauses and the time in which the
    run waited for an answer are not.
    """

    run: str = ""
    requirements: Requirements | None = None
    settings: Settings = field(default_factory=Settings)
    lm: str = ""
    versions: dict[str, str] = field(default_factory=dict)
    status: ev.RunStatus = "running"
    reason: str = ""
    stage: str = ""
    skipped: dict[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    installed: tuple[Installed, ...] = ()
    plan: Plan | None = None
    modules: dict[str, ModuleState] = field(default_factory=dict)
    calls: dict[str, Call] = field(default_factory=dict)
    in_flight: dict[str, Call] = field(default_factory=dict)
    spent: Spent = field(default_factory=Spent)
    integration: Suite | None = None
    integrated: Outcome | None = None
    sent_back: int = 0
    hidden_suite: Suite | None = None
    hidden: Outcome | None = None
    compliance: tuple[Row, ...] | None = None
    notes: tuple[ev.Noted, ...] = ()
    helm: HelmState = field(default_factory=HelmState)
    started: float = 0.0
    last: float = 0.0
    active: float = 0.0
    counted: float = 0.0
    seq: int = 0

    @property
    def name(self) -> str:
        """The name in the requirements."""
        return self.requirements.name if self.requirements else ""

    @property
    def over(self) -> bool:
        """Whether there is nothing to take up; a run that fell short is taken up when a limit was raised since."""
        return self.status == "success" or (self.status in ("partial", "failed") and not self.helm.reopens)

    @property
    def score(self) -> float:
        """The mean of the modules' best scores, 0 where there are none."""
        totals = [module.best.total if module.best else 0.0 for module in self.modules.values()]
        return sum(totals) / len(totals) if totals else 0.0

    @property
    def code(self) -> dict[str, str]:
        """The best code of each module that has any, by module name."""
        best = {name: module.best for name, module in self.modules.items()}
        return {name: attempt.code for name, attempt in best.items() if attempt and attempt.code}

    def code_below(self, module: str) -> dict[str, str]:
        """The best code of the modules that this one depends on, and of those they depend on."""
        below = self.plan.below(module) if self.plan else ()
        return {name: code for name, code in self.code.items() if name in below}

    @property
    def tokens(self) -> int:
        """Tokens in and out over all calls, and what may have been lost where there was no answer."""
        return self.spent.tokens

    @property
    def committed(self) -> Spent:
        """What is spent, and what the calls that wait may come to."""
        return self.spent.with_calls(self.in_flight.values())

    @property
    def lm_seconds(self) -> float:
        """Wall time of all calls."""
        return sum(call.seconds for call in self.calls.values())

    @property
    def kernel_seconds(self) -> float:
        """Wall time of all suites, red phases and the gates' measurements included."""
        modules = self.modules.values()
        outcomes = [module.red for module in modules]
        outcomes += [attempt.outcome for module in modules for attempt in module.attempts]
        gates = sum(attempt.gate_seconds for module in modules for attempt in module.attempts)
        return gates + sum(outcome.seconds for outcome in [*outcomes, self.integrated, self.hidden] if outcome)


Listener = Callable[[ev.Recorded, RunState], None]
