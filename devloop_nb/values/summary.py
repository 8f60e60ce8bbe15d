"""A run in a few figures: what lists, JSON output and reports begin with."""

from pathlib import PurePath

from devloop_nb.values.events import ModuleStatus, RunStatus
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.rest import Rest, rest_of
from devloop_nb.values.run_state import RunState
from devloop_nb.values.value import Value


class Tally(Value):
    """Tests that passed, of those expected."""

    passed: int
    expected: int


class Seconds(Value):
    """Where the time went: the model, the kernels, and everything else."""

    lm: float
    kernel: float
    own: float


class ReviewSummary(Value):
    """How often a module was reviewed; of the last review by whom, and how many findings there were."""

    rounds: int
    by: str
    critical: int
    suggestions: int
    left: int


class ModuleSummary(Value):
    """One module; ``path`` is the accepted code, ``None`` where nothing was accepted."""

    name: str
    status: ModuleStatus
    score: float
    attempts: int
    tests: Tally
    path: str | None


class RunSummary(Value):
    """One run; ``tokens`` are those of all ``calls``, and what may be lost in those without an answer.

    ``usd`` is ``None`` where the price is not known, ``rest`` is what the run may still take where it is not over.
    """

    run: str
    name: str
    status: RunStatus
    score: float
    hidden: Tally
    lm: str
    calls: int
    tokens: int
    seconds: Seconds
    modules: tuple[ModuleSummary, ...]
    reason: str = ""
    gates: dict[str, dict[str, str]] = {}
    review: dict[str, ReviewSummary] = {}
    compliance: dict[str, str] = {}
    usd: float | None = None
    rest: Rest | None = None


class RunRow(Value):
    """A run as a list shows it; ``live`` says that a process is working on it now."""

    run: str
    name: str
    status: RunStatus
    score: float
    lm: str
    attempts: int
    started: float
    live: bool = False


def summarise(state: RunState, folder: PurePath | None = None) -> RunSummary:
    """The figures of a run whose accepted code lies in ``folder``."""
    lm, kernel = state.lm_seconds, state.kernel_seconds
    suite = state.hidden_suite
    return RunSummary(
        run=state.run,
        name=state.name,
        status=state.status,
        score=round(state.score, 4),
        hidden=Tally(passed=state.hidden.passed if state.hidden else 0, expected=len(suite.expected) if suite else 0),
        lm=state.lm,
        calls=len(state.calls),
        tokens=state.tokens,
        seconds=Seconds(lm=round(lm, 3), kernel=round(kernel, 3), own=round(max(0.0, state.active - lm - kernel), 3)),
        modules=tuple(_module(module, folder) for module in state.modules.values()),
        reason=state.reason,
        usd=state.spent.price,
        rest=rest_of(state),
        gates={module.name: _gates(module) for module in state.modules.values() if module.best},
        review={module.name: _review(module) for module in state.modules.values() if module.reviews},
        compliance={row.criterion.id: row.status for row in state.compliance or ()},
    )


def _gates(module: ModuleState) -> dict[str, str]:
    """Of the best attempt: each gate with ``passed``, ``failed``, ``not run`` or ``blocks``."""
    results = (module.best and module.best.gates) or ()
    return {result.gate: "blocks" if result.blocks else result.status for result in results}


def _review(module: ModuleState) -> ReviewSummary:
    last = module.reviews[-1]
    said = {"critical": len(last.critical), "suggestions": len(last.suggestions), "left": len(module.left)}
    return ReviewSummary(rounds=len(module.reviews), by=last.by, **said)


def _module(module: ModuleState, folder: PurePath | None) -> ModuleSummary:
    best = module.best
    accepted = folder is not None and module.accepted is not None
    return ModuleSummary(
        name=module.name,
        status=module.status,
        score=round(best.total, 4) if best else 0.0,
        attempts=len(module.attempts),
        tests=Tally(
            passed=module.passing,
            expected=len(module.suite.expected) if module.suite else 0,
        ),
        path=str(folder / f"{module.name}.py") if folder and accepted else None,
    )
