"""Runs the tests under memory_profiler, which looks at the process after each line of the code under test."""

import contextlib
import inspect
import json
import linecache
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import TYPE_CHECKING, Any

import pytest
from memory_profiler import LineProfiler, _get_memory

if TYPE_CHECKING:  # In the kernel the pieces share one namespace.
    from devloop_nb.kernels.inside.bounds import alarm
    from devloop_nb.kernels.inside.program import make_way
    from devloop_nb.kernels.inside.suite import NOT_NEEDED, OPTIONS, run_pytest
    from devloop_nb.kernels.inside.words import clip

MOST_LINES, LONGEST_CODE = 5000, 500


class Profiler(LineProfiler):  # type: ignore[misc]  # memory_profiler is untyped.
    """memory_profiler's, which subtracts of a line that runs often the largest reading there ever was before it.

    Here a line's increment is what came while it ran, with the calls in it; other code is not traced at all.
    """

    def __init__(self) -> None:
        super().__init__(backend="psutil")
        self.open: list[tuple[int, float]] = []

    def trace_memory_usage(self, frame: FrameType, event: str, arg: Any) -> Any:
        lines = self.code_map.get(frame.f_code)
        if lines is None:
            return None
        held = _get_memory(-1, self.backend)
        if event in ("line", "return") and self.open:
            number, before = self.open.pop()
            increment, most, times = lines.get(number, (0.0, 0.0, 0))
            lines[number] = (increment + held - before, max(held, most), times + 1)
        if event in ("call", "line"):
            self.open.append((frame.f_lineno, held))
        return self.trace_memory_usage


class LineWatch:
    """The pytest plugin that traces each test, between its fixtures."""

    def __init__(self, order: dict[str, Any]) -> None:
        self.order, self.problem = order, ""
        self.profiler = Profiler()

    def pytest_collection_finish(self) -> None:
        for name in self.order["modules"]:
            for code in functions_of(name):
                self.profiler.code_map.add(code)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.problem = self.problem or clip(report.longreprtext.splitlines()[-1], LONGEST_CODE)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self) -> Generator[None, Any, Any]:
        seconds = self.order["test_seconds"]
        with alarm(seconds, f"took longer than {seconds:g} s"), self.profiler:
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, call: Any) -> Generator[None, Any, Any]:
        """What ends a whole test run ends only its test."""
        if call.excinfo and not isinstance(call.excinfo.value, Exception | pytest.skip.Exception):
            self.problem = self.problem or f"a test was ended by {call.excinfo.typename}"
        return (yield)


def profile_lines(order: dict[str, Any]) -> None:
    """Carries out one order; every line of every function that ran is written down."""
    make_way(order, str(Path.cwd()))
    watch = LineWatch(order)
    run_pytest([*OPTIONS, *(f"-pno:{name}" for name in NOT_NEEDED), *order["files"]], watch)
    with contextlib.suppress(OSError), Path(order["journal"]).open("a") as journal:
        for line in [*lines_of(watch.profiler)][:MOST_LINES]:
            journal.write(json.dumps({"nonce": order["nonce"], **line}) + "\n")
        journal.write(json.dumps({"nonce": order["nonce"], "problem": watch.problem}) + "\n")


def functions_of(module: str) -> Iterator[CodeType]:
    """The outermost functions and methods in a module's source; equal code objects count as the same."""
    file = getattr(sys.modules.get(module), "__file__", None)
    if file:
        yield from _functions(compile(Path(file).read_text("utf-8"), file, "exec"))


def _functions(code: CodeType) -> Iterator[CodeType]:
    for inner in code.co_consts:
        if isinstance(inner, CodeType) and inner.co_flags & inspect.CO_OPTIMIZED:
            yield inner
        elif isinstance(inner, CodeType):  # The body of a class.
            yield from _functions(inner)


def lines_of(profiler: Profiler) -> Iterator[dict[str, Any]]:
    """What was found, in the order of the source."""
    for file, measured in profiler.code_map.items():
        for number, found in measured:
            increment, mib, occurrences = found or (None, None, 0)
            code = clip(linecache.getline(file, number).rstrip(), LONGEST_CODE)
            told = {"mib": mib, "increment": increment, "occurrences": occurrences, "code": code}
            yield {"file": Path(file).name, "line": number, **told}
