"""Growth measured in real kernels: of what is quick, slow, lazy, forgetful, broken, stuck or deadly."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from devloop_nb.kernels.growth import GrowthRunner
from devloop_nb.stages.measure import fit_growth, fit_scaling
from devloop_nb.values.growth import CLASSES, Growth, Measured, Scaling
from devloop_nb.values.limits import Limits

NUMBERS = "import random\ndef inputs(n): return ([random.randrange(10 * n) for _ in range(n)],)"
NUMBER = "def inputs(n): return (n,)"
Measure = Callable[..., Measured]


@pytest.fixture
def measure(kernels: Path) -> Measure:
    """Measures the function ``f`` of a module; further keywords are code by module name."""

    def measure_code(code: str, inputs: str = NUMBER, budget: float = 1.0, **more: str) -> Measured:
        async def work() -> Measured:
            runner = GrowthRunner()
            try:
                return await runner.measure({"it": dedent(code), **more}, ("it", "f"), inputs, Limits(), budget)
            finally:
                await runner.close()

        return asyncio.run(work())

    return measure_code


def has(growth: Growth, truth: str) -> bool:
    return CLASSES.index(growth.low) <= CLASSES.index(truth) <= CLASSES.index(growth.high)


@pytest.mark.alone
@pytest.mark.parametrize(
    ("code", "inputs", "time", "memory"),
    [
        ("def f(xs): return xs[len(xs) // 2]", NUMBERS, "O(1)", "O(1)"),
        ("def f(xs): return [x * x for x in xs]", NUMBERS, "O(n)", "O(n)"),
        ("def f(xs): return sum(x < y for x in xs for y in xs)", NUMBERS, "O(n^2)", "O(1)"),
        ("def f(n): return 1 if n < 2 else f(n - 1) + f(n - 1)", NUMBER, "O(2^n)", "O(n)"),
    ],
    ids=["constant", "linear", "quadratic", "exponential"],
)
def test_known_functions(measure: Measure, code: str, inputs: str, time: str, memory: str) -> None:
    # Whatever else the machine does may blur one measurement, or two; none may be surely wrong.
    for _ in range(3):
        scaling = fit_scaling(measure(code, inputs))
        assert scaling.time.grows in (time, "unclear"), scaling.time.says
        assert scaling.memory.grows in (memory, "unclear"), scaling.memory.says
        if is_sharp(scaling, time, memory):
            return
    pytest.fail(f"{scaling.time.says}; {scaling.memory.says}; {scaling.problem}, {scaling.clock}")


def is_sharp(scaling: Scaling, time: str, memory: str) -> bool:
    narrow = CLASSES.index(scaling.time.high) - CLASSES.index(scaling.time.low) <= 2
    right = has(scaling.time, time) and has(scaling.memory, memory)
    return right and narrow and (scaling.problem, scaling.clock) == ("", "cpu") and len(scaling.time.samples) >= 7


def test_each_call_has_inputs_of_its_own(measure: Measure) -> None:
    measured = measure("def f(xs):\n    assert xs != sorted(xs) or len(xs) < 12\n    xs.sort()", NUMBERS)
    assert measured.problem == ""
    assert measured.samples[-1].n > 1000


@pytest.mark.alone
def test_what_is_remembered_is_not_taken_for_speed(measure: Measure) -> None:
    code = "known = {}\ndef f(n):\n    return known.setdefault(n, n in known or sum(i % 7 for i in range(n)))"
    assert has(fit_growth(measure(code).samples), "O(n)")


@pytest.mark.alone
def test_work_that_is_put_off_is_done(measure: Measure) -> None:
    lazy = measure("def f(n):\n    for i in range(n):\n        yield i * i")
    assert has(fit_growth(lazy.samples), "O(n)")
    code = "import asyncio\nasync def f(n):\n    await asyncio.sleep(0)\n    return sum(i % 7 for i in range(n))"
    assert lazy.samples[-1].n > 1000
    assert has(fit_growth(measure(code).samples), "O(n)")


@pytest.mark.alone
def test_waiting_counts_where_nothing_else_is_done(measure: Measure) -> None:
    measured = measure("import time\ndef f(n): time.sleep(n / 10_000)")
    assert measured.clock == "wall"
    assert has(fit_growth(measured.samples), "O(n)")
    assert measured.samples[-1].seconds >= measured.samples[-1].n / 10_000


@pytest.mark.alone
def test_code_may_import_its_neighbours_and_print(measure: Measure) -> None:
    measured = measure(
        "from other import step\ndef f(n):\n    for i in range(n): step(i)",
        other="def step(i):\n    print('step', i)\n    return i + 1\n",
    )
    assert measured.problem == ""
    assert has(fit_growth(measured.samples), "O(n)")


@pytest.mark.parametrize(
    ("code", "inputs", "problem"),
    [
        ("def f(n): raise ValueError('no')", NUMBER, "n = 3: ValueError: no"),
        ("def f(n): exit(1)", NUMBER, "n = 3: SystemExit: 1"),
        ("def f(n: return", NUMBER, "loading it: SyntaxError: "),
        ("def g(n): return n", NUMBER, "loading it: AttributeError: "),
        ("import nowhere", NUMBER, "loading it: ModuleNotFoundError: No module named 'nowhere'"),
        ("def f(n): return n", "inputs = 1 / 0", "loading it: ZeroDivisionError"),
        ("def f(n): return n", "def inputs(n): return n, n", "n = 3: TypeError: f() takes 1"),
    ],
)
def test_what_cannot_be_measured_is_said(measure: Measure, code: str, inputs: str, problem: str) -> None:
    measured = measure(code, inputs)
    assert measured.samples == ()
    assert measured.problem.startswith(problem)
    assert fit_scaling(measured).time.says == "not measured"


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("def f(n):\n    return n if n < 100 else [] + n", "n = 191: TypeError: "),
        ("def f(n): return 0 if n == 0 else 1 + f(n - 1)", "n = 1531: RecursionError: "),
        ("def f(n):\n    while n > 100: pass", "n = 191: took longer than 0.5 s"),
        ("import os\ndef f(n):\n    if n > 100: os._exit(3)", "n = 191: the kernel ended itself with exit code 3"),
        ("def f(n):\n    return bytearray(n << 40)[0] if n > 100 else n", "n = 191: MemoryError"),
    ],
    ids=["raises", "recurses", "hangs", "dies", "devours"],
)
def test_what_stops_it_is_said_and_the_sizes_below_are_kept(measure: Measure, code: str, problem: str) -> None:
    measured = measure(code)
    assert measured.problem.startswith(problem)
    assert [sample.n for sample in measured.samples][:8] == [3, 5, 7, 11, 17, 23, 47, 89]
    assert measured.samples[-1].n < 1531


def test_what_cannot_be_interrupted_is_killed(measure: Measure) -> None:
    measured = measure("def f(n):\n    return sum(iter(int, 1)) if n > 10 else n", budget=0.5)
    assert measured.problem.startswith("n = 11: it took longer than ")
    assert measured.problem.endswith(", and the kernel was killed")
    assert [sample.n for sample in measured.samples] == [3, 5, 7]
