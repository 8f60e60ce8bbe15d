"""Variants of a module, tried in one real kernel; some of them would bring it down."""

import asyncio

from devloop_nb.kernels.fresh_kernels import FreshKernels
from devloop_nb.kernels.trials import TrialRunner
from devloop_nb.values.limits import Limits
from devloop_nb.values.suite import Suite, SuiteFile
from devloop_nb.values.trials import Trials

TESTS = """import pytest
from twice import twice
from helper import HALF

@pytest.fixture
def three(): return 3

def test_one(): assert twice(1) == 2
def test_fixture(three): assert twice(three) == 6
async def test_awaited(): assert twice(HALF) == 1
@pytest.mark.parametrize("x", [0, 5])
def test_more(x): assert twice(x) == x + x
"""
EXPECTED = ("one", "fixture", "awaited", "more[0]", "more[5]")
FILE = "test_twice.py"
SUITE = Suite(
    module="twice",
    files=(SuiteFile(name=FILE, source=TESTS, provenance="user"),),
    expected=tuple(f"{FILE}::test_{name}" for name in EXPECTED),
)
WRONG, RIGHT = "def twice(x): return x * x", "def twice(x): return x + x"


def tried(*variants: str, runner: type[TrialRunner] = FreshKernels) -> Trials:
    async def run() -> Trials:
        kernels = runner(ahead=False)
        try:
            sources = {"twice": WRONG, "helper": "HALF = 0.5"}
            return await kernels.try_variants(sources, "twice", variants, SUITE, Limits())
        finally:
            await kernels.close()

    return asyncio.run(run())


def test_each_variant_has_its_own_count() -> None:
    told = tried(WRONG, "def twice(x): return 2", "import nothing_like_this", RIGHT, WRONG)
    assert told == Trials(passed=(1, 1, 0, 5, 0), tried=4)


def test_what_would_bring_a_kernel_down_ends_only_its_own_process() -> None:
    told = tried(
        "import os; os._exit(0)",
        "def twice(x): raise SystemExit",
        "while True: pass",
        "def twice(x):\n    while True: pass",
        "import os, signal; os.kill(os.getppid(), signal.SIGSTOP) if False else os.kill(os.getpid(), signal.SIGKILL)",
        "import sys; sys.stdout.write('5'); sys.exit(0)",
        "def twice(x): return twice(x)",
        RIGHT,
    )
    assert told.passed == (0, 0, 0, 0, 0, 0, 0, 5)
    assert told.problem == ""


def test_what_one_variant_does_to_its_process_the_next_does_not_see() -> None:
    spoiling = "import builtins, sys\nsys.modules['helper'] = None\nbuiltins.len = None\ndef twice(x): return x + x"
    assert tried(spoiling, RIGHT).passed[1] == 5


def test_more_than_there_are_is_not_believed() -> None:
    forging = (
        "import pathlib\n"
        "for f in pathlib.Path('/').glob('tmp/devloop-*/journal'):\n"
        "    f.open('a').write('{\"number\": 0, \"passed\": 99}\\n')\n"
        "def twice(x): return 0\n"
    )
    told = tried(forging, WRONG)
    assert all(passed <= len(EXPECTED) for passed in told.passed)
    assert told.passed[0] < len(EXPECTED)
