"""Single cells in fresh kernels."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from devloop_nb.kernels.cells import CellRunner
from devloop_nb.values.hidden_state import CellRun
from devloop_nb.values.limits import Limits

Run = Callable[..., CellRun]


@pytest.fixture
def run(kernels: Path) -> Run:
    def run_cell(source: str, **sources: str) -> CellRun:
        async def work() -> CellRun:
            runner = CellRunner()
            try:
                return await runner.run_cell(source, sources, Limits(test_seconds=2))
            finally:
                await runner.close()

        return asyncio.run(work())

    return run_cell


def test_what_comes_of_a_cell(run: Run) -> None:
    told = run("import helper\nx = helper.double(4)\nprint('said', x)\nx + 1", helper="def double(n): return 2 * n")
    assert (told.result, told.error, told.printed) == ("9", "", "said 8\n")
    assert told.names["x"] == "8" and set(told.names) == {"helper", "x"}


def test_it_has_nothing_but_what_every_notebook_has(run: Run) -> None:
    told = run("sorted(name for name in globals() if not name.startswith('_'))")
    assert told.result == "['In', 'Out', 'exit', 'get_ipython', 'open', 'quit']"


@pytest.mark.parametrize(
    ("source", "error", "lacks"),
    [
        ("x = 1\ny = df.mean()", "NameError: name 'df' is not defined", "df"),
        ("json.dumps(1)", "NameError: name 'json' is not defined", "json"),
        ("x = (", "SyntaxError: ", ""),
        ("import dl_nowhere", "ModuleNotFoundError: ", ""),
        ("while True: pass", "took longer than 2 s", ""),
        ("import os; os._exit(3)", "the kernel ended itself with exit code 3", ""),
    ],
)
def test_what_ends_it(run: Run, source: str, error: str, lacks: str) -> None:
    told = run(source)
    assert told.error.startswith(error) and told.lacks == lacks


def test_it_may_await_and_use_magics(run: Run) -> None:
    assert run("import asyncio\nawait asyncio.sleep(0, 5)").result == "5"
    assert run("import os\n%cd -q /tmp\nos.getcwd()").result == "'/tmp'"
