"""Reports, and how the kernel ended, become an outcome."""

import signal
from dataclasses import dataclass
from typing import Literal

from devloop_nb.kernels.reports import Reports
from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.suite import Suite


@dataclass(frozen=True)
class Ending:
    """How a suite ended: ``whole``, killed for its ``timeout``, or with a kernel that ``crashed``."""

    how: Literal["whole", "timeout", "crashed"]
    why: str = ""


def death(exit_code: int) -> Ending:
    """The ending of a kernel that died by itself."""
    if exit_code < 0:
        named = -exit_code in {each.value for each in signal.Signals}
        name = signal.Signals(-exit_code).name if named else f"signal {-exit_code}"
        return Ending("crashed", f"the kernel was ended by {name}")
    return Ending("crashed", f"the kernel ended itself with exit code {exit_code}")


def judge(reports: Reports, suite: Suite, ending: Ending, seconds: float) -> Outcome:
    """Exactly the expected tests, or where none are expected all that were collected."""
    tests = tuple(_case(test, reports, ending) for test in suite.expected or reports.collected or ())
    peaks = [case.peak_mib for case in tests if case.peak_mib is not None]
    ending = _whole_or_not(reports, tests, ending)
    passed = bool(tests) and all(case.outcome == "passed" for case in tests)
    trouble = _trouble(reports, tests)
    verdict: Literal["error", "passed", "failed"] = "error" if trouble else "passed" if passed else "failed"
    return Outcome(
        status=verdict if ending.how == "whole" else ending.how,
        tests=tests,
        message=trouble if ending.how == "whole" else _at(reports.running, ending.why),
        seconds=seconds,
        peak_mib=max(peaks, default=None),
        stdout=reports.streams["stdout"].text,
        stderr=reports.streams["stderr"].text,
        receipt=reports.receipt,
    )


def _case(test: str, reports: Reports, ending: Ending) -> CaseResult:
    """What was reported of one test, or why nothing was."""
    if test in reports.cases:
        return reports.cases[test]
    if ending.how == "whole" or test != reports.running:
        return CaseResult(id=test, outcome="missing", message=_absence(test, reports, ending))
    if ending.how == "timeout":
        return CaseResult(id=test, outcome="timeout", message=ending.why)
    return CaseResult(id=test, outcome="error", exception="KernelDied", message=ending.why)


def _absence(test: str, reports: Reports, ending: Ending) -> str:
    told = [problem for file, problem in reports.problems.items() if test.startswith(file)]
    if told:
        return told[0]
    if reports.collected is None or test in reports.collected:
        return f"it was not run: {ending.why or reports.broken or 'the suite took too long'}"
    return "it was not collected"


def _whole_or_not(reports: Reports, tests: tuple[CaseResult, ...], ending: Ending) -> Ending:
    """A suite that used up its time ends orderly, but it is not whole."""
    if ending.how == "whole" and reports.late and any(case.outcome in ("missing", "timeout") for case in tests):
        return Ending("timeout", next(iter(reports.problems.values()), "the suite took too long"))
    return ending


def _trouble(reports: Reports, tests: tuple[CaseResult, ...]) -> str:
    """Why there is no sound result although the kernel lived; empty where there is one."""
    first = next(iter(reports.problems.values()), "")
    return reports.broken or first or ("" if tests else "no tests were collected")


def _at(test: str, why: str) -> str:
    return f"{test}: {why}" if test else why
