"""What the loop needs of the world: a coder writes, a runner runs, a log remembers and tells."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from devloop_nb.values.attempt import Brief, Draft
from devloop_nb.values.events import Event
from devloop_nb.values.limits import Limits
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.plan import ModuleSpec, Plan
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.run_state import RunState
from devloop_nb.values.score import Weights
from devloop_nb.values.suite import Suite


class Coder(Protocol):
    """Writes plans, tests and code; ``forms`` are the prompt formats it can rotate through."""

    @property
    def label(self) -> str:
        """The model's name, as users see it."""

    @property
    def forms(self) -> tuple[str, ...]:
        """Names of prompt formats, the best first; never empty."""

    async def write_plan(self, requirements: Requirements) -> Plan:
        """Modules, dependencies and checks. Raises ``ModelUnavailable``."""

    async def write_tests(self, module: ModuleSpec, requirements: Requirements) -> str:
        """The source of a pytest file that imports ``module.name``; empty where the model wrote none."""

    async def write_code(self, brief: Brief) -> Draft:
        """Code for one module; an unusable answer is a draft with a problem, not an exception."""


class Runner(Protocol):
    """Runs suites, each in a kernel that has run nothing before and is thrown away after."""

    async def run(self, sources: Mapping[str, str], suite: Suite, limits: Limits) -> Outcome:
        """Runs the suite over ``sources`` (code by module name).

        Where ``suite.expected`` is empty every collected test is reported, else exactly the expected ones:
        an expected test that did not report is ``missing``. Raises ``KernelUnavailable``.
        """


class Log(Protocol):
    """The run's events: committed first, then folded and told."""

    @property
    def state(self) -> RunState:
        """What the run has come to."""

    async def emit(self, event: Event) -> None:
        """Commits the event, then shows it. Raises ``HistoryUnavailable``."""


@dataclass(frozen=True)
class World:
    """The doors of one run."""

    coder: Coder
    runner: Runner
    log: Log
    limits: Limits
    weights: Weights
