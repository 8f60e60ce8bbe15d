"""An attempt -> what to mend next, in the words that both the model and the user see."""

from collections.abc import Iterable
from difflib import unified_diff

from devloop_nb.values.finding import Finding
from devloop_nb.values.gates import MEND
from devloop_nb.values.growth import Scaling
from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.own_doubts import say_doubts
from devloop_nb.values.requirements import Performance
from devloop_nb.values.strategy import in_order, strategy_of
from devloop_nb.values.suite import Suite, is_timed

BUDGET = 4000
EACH = 1200


def write_feedback(  # noqa: PLR0913 - a parameter for each thing there is to tell
    outcome: Outcome,
    target: Performance,
    before: str = "",
    after: str = "",
    *,
    findings: Iterable[Finding] = (),
    worse: Iterable[str] = (),
    suite: Suite | None = None,
    budget: int = BUDGET,
) -> str:
    """What to do, the general trouble, each failing test, what is found in the code, waste, changes, in ``budget``.

    ``worse`` is what was better before, in the words in which it is told; ``suite`` is what was run.

    ``before`` is the code it started from, ``after`` that which was run; what does not matter any more is left out.
    """
    parts = [] if outcome.status in ("passed", "failed") else [outcome.message]
    if outcome.status != "unusable":
        parts += [_failure(case) for case in in_order(outcome, suite)]
    parts += worse
    parts += [_found(finding) for finding in findings]
    missed = [*(line for case in outcome.tests for line in _waste(case, target)), *_growth(outcome.scaling, target)]
    if strategy := strategy_of(outcome, suite, missed=bool(missed)):
        parts.insert(0, f"{strategy.name}: {strategy.says}")
    parts += missed
    parts += [f"your own marks: {doubts}"] if parts and (doubts := say_doubts(after)) else []
    parts += _changes(before, after) if parts else []
    return _cut([part for part in parts if part], budget)


def _found(finding: Finding) -> str:
    matters = "must be mended" if finding.severity == "error" else "could be better"
    mend = f": {MEND[finding.about]}" if finding.about in MEND else ""
    return f"{matters}, {finding.about}: {finding.told}{mend}"


def _failure(case: CaseResult) -> str:
    story = case.traceback.strip() or case.message
    printed = f"\nprinted:\n{_middle(case.stdout.strip(), 300)}" if case.stdout.strip() else ""
    return f"{case.id} {case.outcome}\n{_middle(story, EACH)}{printed}"


def _waste(case: CaseResult, target: Performance) -> list[str]:
    if case.outcome != "passed":
        return []
    slow = target.seconds is not None and case.seconds > target.seconds and not is_timed(case.id)
    hungry = target.memory_mib is not None and (case.peak_mib or 0) > target.memory_mib
    lines = [f"{case.id} passed but took {case.seconds:.3f} s; the target is {target.seconds} s"] if slow else []
    if hungry:
        lines.append(f"{case.id} passed but took {case.peak_mib:.0f} MiB; the target is {target.memory_mib} MiB")
    return lines


def _growth(scaling: Scaling | None, target: Performance) -> list[str]:
    if scaling is None or target.growth is None or scaling.time.within(target.growth) is not False:
        return []
    return [f"the time grows as {scaling.time.says}; the target is {target.growth}"]


def _changes(before: str, after: str) -> list[str]:
    lines = list(unified_diff(before.splitlines(), after.splitlines(), "before", "after", n=1, lineterm=""))
    return [f"what this attempt changed:\n{_middle(chr(10).join(lines), EACH)}"] if before and lines else []


def _middle(text: str, room: int) -> str:
    """The text with its middle left out where it is too long."""
    if len(text) <= room:
        return text
    half = room // 2
    return f"{text[:half]}\n[... {len(text) - 2 * half} characters left out ...]\n{text[-half:]}"


def _cut(parts: list[str], budget: int) -> str:
    kept: list[str] = []
    for number, part in enumerate(parts):
        if kept and sum(map(len, kept)) + len(part) > budget:
            return "\n\n".join([*kept, f"[{len(parts) - number} more failures left out]"])
        kept.append(part)
    return "\n\n".join(kept)
