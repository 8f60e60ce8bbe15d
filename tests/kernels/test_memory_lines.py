"""memory_profiler's table out of a fresh kernel."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from kernel_suites import suite_of

from devloop_nb.kernels.memory_lines import LineRunner
from devloop_nb.values.limits import Limits
from devloop_nb.values.memory_lines import MemoryTable

Look = Callable[..., MemoryTable]
CODE = """
def grow(n):
    held = bytearray(n * 2**20)
    more = [held for _ in range(3)]
    del more, held
    return n


class Box:
    def fill(self, n):
        self.held = bytearray(n * 2**20)
        return len(self.held)


def unused():
    return 1
"""
TESTS = """
    import it
    def test_grow(): assert it.grow(50) == 50
    def test_box():
        box = it.Box()
        assert box.fill(20) == 20 * 2**20
    def test_fails(): assert it.grow(1) == 2
"""


@pytest.fixture
def look(kernels: Path) -> Look:
    def look_at(code: str, tests: str = TESTS, limits: Limits | None = None) -> MemoryTable:
        async def work() -> MemoryTable:
            runner = LineRunner()
            try:
                return await runner.memory_lines({"it": dedent(code)}, suite_of(tests), limits or Limits())
            finally:
                await runner.close()

        return asyncio.run(work())

    return look_at


def test_each_line_of_what_ran(look: Look) -> None:
    table = look(CODE)
    assert table.problem == ""
    lines = {line.code.strip(): line for line in table.lines}
    assert {line.file for line in table.lines} == {"it.py"}
    grow, box = lines["held = bytearray(n * 2**20)"], lines["self.held = bytearray(n * 2**20)"]
    assert (grow.line, grow.occurrences) == (3, 2)
    assert abs(grow.increment - 51) < 2 and abs(box.increment - 20) < 2
    assert abs(lines["del more, held"].increment + 51) < 2
    assert grow.mib > 50
    calls = look("def f(n):\n    return bytearray(n)\ndef grow(n):\n    x = f(30 * 2**20)\n    return n\n")
    assert abs(calls.lines[3].increment - 60) < 2, "two calls, with what they call"
    assert "return 1" not in lines, "a function that did not run has no lines"


def test_a_line_that_did_not_run_is_empty(look: Look) -> None:
    table = look(
        "def f(n):\n    if n:\n        return 1\n    return 2\n", "import it\ndef test_it(): assert it.f(1) == 1"
    )
    assert [(line.line, line.mib is None, line.occurrences) for line in table.lines] == [
        (1, False, 1),
        (2, False, 1),
        (3, False, 1),
        (4, True, 0),
    ]


@pytest.mark.parametrize(
    ("code", "tests", "problem"),
    [
        ("import dl_nowhere", TESTS, "dl_nowhere"),
        ("def grow(n): return n", "def test_nothing(): pass", "no function of the code ran"),
        ("def grow(n):\n    while True: pass", TESTS, "a test was ended by TookTooLong"),
        ("import os\ndef grow(n): os._exit(3)", TESTS, "the kernel ended itself with exit code 3"),
    ],
)
def test_what_goes_wrong_is_said(look: Look, code: str, tests: str, problem: str) -> None:
    assert problem in look(code, tests, Limits(test_seconds=1)).problem
