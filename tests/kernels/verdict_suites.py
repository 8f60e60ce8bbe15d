"""Suites with every kind of end, and what two runs of the same suite have in common."""

from collections.abc import Iterator

from kernel_suites import suite_of

from devloop_nb.values.limits import Limits
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.suite import Suite

LIMITS = Limits(test_seconds=1.0, suite_seconds=20.0)
PASSING = """
import pytest
from it import double
@pytest.mark.parametrize("x", [0, 1, {n}])
def test_doubles(x): assert double(x) == 2 * x
class TestMore:
    def test_text(self): assert double("ab") == "abab"
"""
ENDS: dict[str, tuple[str, str]] = {
    "passing": ("def double(x): return 2 * x", PASSING),
    "failing": ("def double(x): return x + {n}", PASSING),
    "raising": ("def double(x): return x / 0", PASSING),
    "no such name": ("def half(x): return x", PASSING),
    "no Python": ("def double(x) return {n}", PASSING),
    "import fails": ("raise RuntimeError('not today, {n}')", PASSING),
    "tests do not parse": ("def double(x): return 2 * x", "def test_one(: {n}"),
    "no tests": ("def double(x): return 2 * x", "x = {n}"),
    "skips and expected failures": (
        "def double(x): return 2 * x",
        """
        import pytest
        from it import double
        @pytest.mark.skip(reason="not {n}")
        def test_skipped(): ...
        @pytest.mark.xfail
        def test_expected(): assert double(1) == {n} + 3
        @pytest.mark.xfail
        def test_unexpected(): assert double({n}) == 2 * {n}
        """,
    ),
    "a fixture fails": (
        "def double(x): return 2 * x",
        """
        import pytest
        @pytest.fixture
        def broken(): raise ValueError({n})
        def test_one(broken): ...
        def test_two(tmp_path): assert tmp_path.is_dir()
        """,
    ),
    "a test takes too long": (
        "import time\ndef double(x): time.sleep(60)",
        "from it import double\ndef test_before(): ...\ndef test_long(): double({n})\ndef test_after(): ...\n",
    ),
    "it exits": (
        "import os\ndef double(x): os._exit({n} % 5)",
        "from it import double\ndef test_before(): ...\ndef test_end(): double(1)\ndef test_after(): ...\n",
    ),
    "it crashes": (
        "import ctypes\ndef double(x): ctypes.string_at(0)",
        "from it import double\ndef test_before(): ...\ndef test_end(): double({n})\n",
    ),
    "it raises SystemExit": ("def double(x): raise SystemExit({n})", PASSING),
    "it prints": (
        "import sys\ndef double(x):\n    print('heard {n}')\n    print('\\ud800', file=sys.stderr)\n    return 2 * x",
        PASSING,
    ),
}


def various(count: int) -> Iterator[tuple[dict[str, str], Suite]]:
    """So many suites, no two of them alike; one in some dozens does not stop by itself."""
    kinds = list(ENDS)
    for n in range(count):
        code, tests = ENDS[kinds[n % len(kinds)]]
        if n % 50 == 49:
            code = "def double(x): return max(iter(int, 1))"
        yield {"it": code.replace("{n}", str(n))}, suite_of(tests.replace("{n}", str(n)))


def verdict(outcome: Outcome) -> tuple[object, ...]:
    """What does not depend on when and where it was run."""
    tests = [(case.id, case.outcome, case.exception, case.message) for case in outcome.tests]
    receipt = outcome.receipt and (outcome.receipt.kernel, outcome.receipt.python, outcome.receipt.suite)
    sources = outcome.receipt and outcome.receipt.sources
    return outcome.status, outcome.verdict, outcome.message, tests, receipt, sources, outcome.fence
