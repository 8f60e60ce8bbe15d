"""Where a result comes from: what it takes to get it again, and the receipt of the kernel that ran it."""

import hashlib
from collections.abc import Iterator

from devloop_nb.frontends.report.plain_text import Pen
from devloop_nb.frontends.report.sheet import Fact
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.outcome import Receipt
from devloop_nb.values.run_state import RunState
from devloop_nb.values.settings import Settings


def origins(pen: Pen, state: RunState) -> tuple[Fact, ...]:
    """Versions, model, seed, settings, digests and receipts."""
    facts = [*_of_the_run(state)]
    for module in state.modules.values():
        facts += _of_a_module(module)
    return tuple(Fact(pen.line(fact.name), pen.line(fact.says)) for fact in facts)


def _of_the_run(state: RunState) -> Iterator[Fact]:
    settings = state.settings
    yield Fact("run", state.run)
    yield Fact("model", f"{state.lm}, temperature {settings.temperature:g}, seed {settings.seed}")
    yield Fact("limits", f"{settings.attempts} attempts, threshold {settings.threshold:g}, "
                         f"{settings.test_seconds:g} s a test, {settings.suite_seconds:g} s a suite, "
                         f"{settings.memory_mib} MiB")  # fmt: skip
    yield Fact("score", f"the metric {settings.metric_name}" if settings.metric else _weighted(settings))
    if state.versions:
        yield Fact("versions", ", ".join(f"{name} {version}" for name, version in state.versions.items()))


def _weighted(settings: Settings) -> str:
    return f"{settings.tests_weight:g} x tests + {settings.performance_weight:g} x performance"


def _of_a_module(module: ModuleState) -> Iterator[Fact]:
    if module.suite:
        yield Fact(f"{module.name}: sha256 of its tests", module.suite.sha256)
    best = module.best
    if best:
        yield Fact(f"{module.name}: sha256 of its code", _sha256(best.code))
    if best and best.outcome and best.outcome.receipt:
        yield Fact(f"{module.name}: receipt", _receipt(best.outcome.receipt, module, best.code))


def _receipt(receipt: Receipt, module: ModuleState, code: str) -> str:
    same = receipt.sources.get(module.name) == _sha256(code)
    same = same and module.suite is not None and receipt.suite == module.suite.sha256
    says = "it ran this code and these tests" if same else "ITS DIGESTS ARE NOT THOSE OF THIS CODE AND THESE TESTS"
    return f"kernel {receipt.kernel}, process {receipt.pid}, Python {receipt.python}, nonce {receipt.nonce}: {says}"


def _sha256(code: str) -> str:
    return hashlib.sha256(code.encode("utf-8", "backslashreplace")).hexdigest()
