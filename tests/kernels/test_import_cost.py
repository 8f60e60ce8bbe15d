"""What imports cost, of modules whose cost is known."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from devloop_nb.kernels.import_cost import ImportRunner
from devloop_nb.values.import_cost import ImportCost
from devloop_nb.values.limits import Limits

Measure = Callable[..., ImportCost]


@pytest.fixture
def measure(kernels: Path) -> Measure:
    def measure_module(code: str, limits: Limits | None = None, **more: str) -> ImportCost:
        async def work() -> ImportCost:
            runner = ImportRunner()
            try:
                return await runner.measure_import({"it": dedent(code), **more}, "it", limits)
            finally:
                await runner.close()

        return asyncio.run(work())

    return measure_module


def test_time_is_the_clock_s(measure: Measure) -> None:
    cost = measure("import time\ntime.sleep(0.3)")
    assert cost.problem == ""
    assert 0.3 <= cost.seconds < 5
    assert abs(cost.mib) < 2


def test_memory_is_what_is_held_afterwards(measure: Measure) -> None:
    kept = measure("held = bytearray(50 * 2**20)")
    assert abs(kept.mib - 50) < 2
    given_back = measure("held = bytearray(50 * 2**20)\ndel held")
    assert abs(given_back.mib) < 2


@pytest.mark.alone
def test_a_module_pays_for_its_imports_also_where_the_kernel_has_them(measure: Measure) -> None:
    plain, numpy, asynchronous = (measure(code) for code in ("x = 1", "import numpy", "import asyncio, json"))
    assert plain.seconds < numpy.seconds and plain.seconds < asynchronous.seconds
    assert numpy.mib > 10 and asynchronous.mib > 2 > plain.mib


def test_neighbours_are_found(measure: Measure) -> None:
    cost = measure("from other import held", other="held = bytearray(20 * 2**20)")
    assert abs(cost.mib - 20) < 2


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("import dl_nowhere", "ModuleNotFoundError: No module named"),
        ("x = (", "SyntaxError: "),
        ("import os; os._exit(3)", "the import ended the process with exit code 3"),
        ("while True: pass", "the import took longer than 1 s"),
        ("x = bytearray(2**40)", "MemoryError"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "the import ended the process with exit code -9"),
    ],
)
def test_what_goes_wrong_is_said(measure: Measure, code: str, problem: str) -> None:
    cost = measure(code, Limits(test_seconds=1))
    assert cost.problem.startswith(problem)
    assert (cost.seconds, cost.mib) == (0, 0)


def test_what_it_prints_and_leaves_open_does_no_harm(measure: Measure) -> None:
    code = """
        import os, subprocess, sys
        print("cost 1 1" * 100_000)
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], close_fds=False)
    """
    cost = measure(code)
    assert cost.problem == "" and cost.seconds < 5
