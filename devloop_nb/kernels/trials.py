"""Tries many variants of one module, quickly and without proof: a choice of what is worth a proper run."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from devloop_nb.kernels.errand import Errand, ErrandRunner
from devloop_nb.kernels.excerpt import clean
from devloop_nb.kernels.order import PIECES
from devloop_nb.kernels.runner import GRACE_SECONDS
from devloop_nb.values.limits import Limits
from devloop_nb.values.suite import Suite
from devloop_nb.values.trials import Trials

_PIECES = (*PIECES, "trials.py")
# Code that is one edit away from the right one is as quick as that, or it is none to be looked for this way.
_VARIANT_SECONDS, _BUDGET_SECONDS = 1.0, 10.0


class TrialRunner(ErrandRunner):
    """Runs suites like any runner, and tries variants."""

    async def try_variants(
        self, sources: Mapping[str, str], module: str, variants: Sequence[str], suite: Suite, limits: Limits
    ) -> Trials:
        """How many of the suite's expected tests each variant of ``module`` passes, in its place among ``sources``.

        All of them run in one fresh kernel, one after the other, each in a process of its own, for
        ``_BUDGET_SECONDS`` at most, up to the first that passes all. What they claim is not proved: code can
        forge it. Raises ``KernelUnavailable``.
        """
        seconds = min(_BUDGET_SECONDS, limits.suite_seconds)
        order = {
            "modules": tuple(sources),
            "module": module,
            "variants": tuple(variants),
            "files": tuple(file.name for file in suite.files),
            "expected": suite.expected,
            "tests": len(suite.expected),
            "seconds": seconds,
            "variant_seconds": min(_VARIANT_SECONDS, limits.test_seconds),
            "memory_mib": limits.memory_mib,
        }
        errand = Errand(_PIECES, "try_variants", order, seconds + GRACE_SECONDS)
        lines, end = await self.send(errand, sources, limits, suite)
        passed = [0] * len(variants)
        for line in lines:
            with suppress(KeyError, TypeError, ValueError, IndexError):  # A variant can write there, too.
                passed[int(line["number"])] = min(int(line["passed"]), len(suite.expected))
        problem = clean(end) or ("the kernel told nothing" if variants and not lines else "")
        return Trials(passed=tuple(passed), tried=min(len(lines), len(variants)), problem=problem)
