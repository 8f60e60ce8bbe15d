"""What the loop needs of the world: a coder writes, a runner runs, a log remembers and tells."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from devloop_nb.values.attempt import Brief, Draft
from devloop_nb.values.checkpoint import Answer, Checkpoint
from devloop_nb.values.compliance import Claim, ClaimBrief
from devloop_nb.values.covered import Covered
from devloop_nb.values.events import Event
from devloop_nb.values.gate import Checked
from devloop_nb.values.growth import Measured
from devloop_nb.values.hidden_state import CellRun
from devloop_nb.values.import_cost import ImportCost
from devloop_nb.values.limits import Limits
from devloop_nb.values.memory_lines import MemoryTable
from devloop_nb.values.metric import Metric
from devloop_nb.values.need import Installed, Permission
from devloop_nb.values.outcome import NotSealed, Outcome
from devloop_nb.values.plan import ModuleSpec, Plan
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.review import Remarks, ReviewBrief
from devloop_nb.values.run_state import RunState
from devloop_nb.values.score import Weights
from devloop_nb.values.suite import Suite
from devloop_nb.values.trials import Trials


class Coder(Protocol):
    """Writes plans, tests and code; ``forms`` are the prompt formats it can rotate through."""

    @property
    def label(self) -> str:
        """The model's name, as users see it."""

    @property
    def forms(self) -> tuple[str, ...]:
        """Names of prompt formats, the best first; never empty."""

    async def write_plan(self, requirements: Requirements, turn: int = 1) -> Plan:
        """Modules, dependencies and checks; another ``turn`` is another answer. Raises ``ModelUnavailable``."""

    async def write_tests(self, module: ModuleSpec, requirements: Requirements, rejected: Sequence[str] = ()) -> str:
        """The source of a pytest file that imports ``module.name``; empty where the model wrote none.

        ``rejected`` says of each suite that was written before why it is of no use.
        """

    async def write_code(self, brief: Brief) -> Draft:
        """Code for one module; an unusable answer is a draft with a problem, not an exception."""

    async def review(self, brief: ReviewBrief) -> Remarks | None:
        """What is to be mended in code that passes; ``None`` where the model cannot tell."""

    async def claim(self, brief: ClaimBrief) -> tuple[Claim, ...]:
        """What shows that criteria are met, unchecked; nothing where the model cannot tell."""


class Runner(Protocol):
    """Runs suites, each in a kernel that has run nothing before and is thrown away after."""

    async def run(self, sources: Mapping[str, str], suite: Suite, limits: Limits) -> Outcome:
        """Runs the suite over ``sources`` (code by module name).

        Where ``suite.expected`` is empty every collected test is reported, else exactly the expected ones:
        an expected test that did not report is ``missing``. Raises ``KernelUnavailable``.
        """

    async def seal(self, sources: Mapping[str, str], suite: Suite, limits: Limits) -> Outcome | NotSealed:
        """The same with the tests in another kernel than the code, so that it can change nothing that they find.

        Raises ``KernelUnavailable``.
        """

    async def measure(
        self, sources: Mapping[str, str], call: tuple[str, str], inputs: str, limits: Limits
    ) -> Measured:
        """Times ``call`` (a module and its function) at growing sizes of what ``inputs(n)``, given as source, makes.

        What goes wrong in the code is told in ``Measured.problem``. Raises ``KernelUnavailable``.
        """

    async def try_variants(
        self, sources: Mapping[str, str], module: str, variants: Sequence[str], suite: Suite, limits: Limits
    ) -> Trials:
        """How many tests each variant of a module passes, quickly and without proof. Raises ``KernelUnavailable``."""

    async def cover(self, sources: Mapping[str, str], suite: Suite, limits: Limits) -> Covered:
        """Which lines of the sources each test runs. Raises ``KernelUnavailable``."""

    async def measure_import(self, sources: Mapping[str, str], module: str, limits: Limits) -> ImportCost:
        """What the import of a module among the sources costs. Raises ``KernelUnavailable``."""

    async def close(self) -> None:
        """Ends whatever still runs."""


class Laboratory(Protocol):
    """Looks at code in fresh kernels; every method raises ``KernelUnavailable``."""

    async def memory_lines(self, sources: Mapping[str, str], suite: Suite, limits: Limits) -> MemoryTable:
        """What the process holds after each line of the functions in ``sources`` while the suite runs."""

    async def run_cell(self, source: str, sources: Mapping[str, str], limits: Limits) -> CellRun:
        """What comes of a notebook's cell beside ``sources``, modules by name, and nothing else."""

    async def close(self) -> None:
        """Ends whatever still runs."""


class Packages(Protocol):
    """What is installed where the kernels run."""

    async def absent(self, modules: Iterable[str]) -> frozenset[str]:
        """Those of the top-level modules that a kernel would not find."""

    async def install(self, distributions: Iterable[str], permission: Permission) -> tuple[Installed, ...]:
        """Installs them with what they need, or nothing. Raises ``PackageMissing``."""


class Checkers(Protocol):
    """Tools that read code and run none of it."""

    def absent(self, gates: Collection[str]) -> dict[str, str]:
        """What to install for those of the gates that cannot be run."""

    async def check(
        self, module: str, sources: Mapping[str, str], gates: Collection[str], complexity: float
    ) -> dict[str, Checked]:
        """What the tools say about a module among ``sources``, by gate."""


class Log(Protocol):
    """The run's events: folded at once, told as soon as they are committed; all that come at one moment together."""

    @property
    def state(self) -> RunState:
        """What the run has come to, the events that are still being committed included."""

    def add(self, event: Event) -> None:
        """Adds what can be done again at no cost; it is committed, and then shown, while the caller goes on.

        Raises ``HistoryUnavailable``, also for an earlier one.
        """

    async def emit(self, event: Event) -> None:
        """Commits the event, then shows it. Raises ``HistoryUnavailable``."""


class Helm(Protocol):
    """Where people steer a run."""

    async def ask(self, checkpoint: Checkpoint) -> Answer:
        """Somebody's answer, or that of the table of authority; what does not depend on it goes on meanwhile.

        Raises ``RunHalted`` where the run is to stop because nobody answered.
        """

    async def steady(self) -> None:
        """Returns at once, unless the run is to pause: then when it is to go on."""


@dataclass(frozen=True)
class World:
    """The doors of one run."""

    coder: Coder
    runner: Runner
    log: Log
    helm: Helm
    weights: Weights
    packages: Packages
    checkers: Checkers
    metric: Metric | None = None

    @property
    def limits(self) -> Limits:
        """As they are now: people may raise them while the run goes on."""
        return self.log.state.settings.limits
