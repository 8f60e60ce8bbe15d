"""Suites for real kernels, and what can be asked of them afterwards."""

import time
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import psutil

from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.suite import Suite, SuiteFile


def suite_of(tests: str, expected: tuple[str, ...] = (), name: str = "test_it.py") -> Suite:
    """A suite of one file; expected ids are given without the file."""
    file = SuiteFile(name=name, source=dedent(tests), provenance="user")
    return Suite(module="it", files=(file,), expected=tuple(f"{name}::{test}" for test in expected))


def cases(outcome: Outcome) -> dict[str, CaseResult]:
    """Cases by the name of the test, without its file."""
    return {case.id.partition("::")[2]: case for case in outcome.tests}


def outcomes(outcome: Outcome) -> dict[str, str]:
    """Outcomes by the name of the test, without its file."""
    return {name: case.outcome for name, case in cases(outcome).items()}


def inhabitants(folder: Path) -> list[psutil.Process]:
    """The processes whose home is in ``folder``."""
    return [process for process in psutil.process_iter() if _home(process).startswith(f"{folder}/")]


def _home(process: psutil.Process) -> str:
    try:
        return "" if process.status() == psutil.STATUS_ZOMBIE else process.environ().get("HOME", "")
    except (psutil.Error, OSError):
        return ""


def gone(process: psutil.Process) -> bool:
    """Whether it has ended, and at most its status is left of it."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def wait_until(true: Callable[[], object], seconds: float = 20.0) -> None:
    """Polls; fails where it never becomes true."""
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "it never happened"
        time.sleep(0.02)
