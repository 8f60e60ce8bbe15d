"""A fresh kernel and plain pytest say the same of well-known packages, test by test."""

import asyncio
import subprocess
import tempfile
from collections import Counter
from pathlib import Path
from textwrap import dedent

import pytest
from agreement import plain_outcomes, source_distribution

from devloop_nb.kernels.tree import TreeRunner
from devloop_nb.values.limits import Limits
from devloop_nb.values.outcome import Outcome

LIMITS = Limits(test_seconds=60, suite_seconds=300)
# Kept between runs of the tests; nothing of it is ever executed here but in a kernel or a pytest of its own.
CACHE = Path(tempfile.gettempdir(), "devloop-source-distributions")
# Requirement -> where its modules lie, its tests, and which outcomes there are at least.
PACKAGES = {
    "click==8.5.1": ("src", "tests", {"passed": 2000, "skipped": 10, "xfailed": 1}),
    "boltons==26.2.0": (".", "tests", {"passed": 500}),
    "aiosqlite==0.22.1": (".", "aiosqlite/tests/smoke.py", {"passed": 25, "skipped": 1}),
}
SMALL = """
    import asyncio
    import unittest
    import pytest

    @pytest.fixture(params=[1, 2])
    def number(request, base):
        yield request.param + base

    def test_number(number): assert number > 100

    @pytest.mark.parametrize("a", ["x", "y"])
    class TestBoth:
        def test_a(self, a): assert a == "x"

    @pytest.mark.xfail
    def test_expected(): assert False

    @pytest.mark.xfail
    def test_not_expected(): pass

    @pytest.mark.xfail(strict=True)
    def test_strictly_expected(): pass

    @pytest.mark.skip
    def test_skipped(): assert False

    def test_skips(): pytest.skip("now")

    @pytest.mark.skipif("1 + 1 == 2")
    def test_skipped_if(): assert False

    @pytest.fixture
    def broken(): raise ValueError

    def test_broken(broken): pass

    @pytest.fixture
    def breaks():
        yield
        raise ValueError

    def test_breaks(breaks): pass

    class Case(unittest.IsolatedAsyncioTestCase):
        async def test_later(self): await asyncio.sleep(0)
        async def test_wrong(self): self.assertEqual(1, 2)
        @unittest.expectedFailure
        def test_failure(self): self.fail()
        def test_several(self):
            for each in range(3):
                with self.subTest(each=each): self.assertNotEqual(each, 1)

    def test_input(): input("?")
    def test_leave(): raise SystemExit(0)
    def test_files(tmp_path): (tmp_path / "a").write_text("b")
    def test_out(capfd):
        print("hi")
        assert capfd.readouterr().out == "hi\\n"
    def test_warns():
        with pytest.warns(UserWarning): import warnings; warnings.warn("x")
"""


def fresh_outcome(folder: Path, tests: str, path: str) -> Outcome:
    async def run() -> Outcome:
        runner = TreeRunner(ahead=False)
        try:
            return await runner.run_tree(folder, [tests], LIMITS, [path])
        finally:
            await runner.close()

    return asyncio.run(run())


@pytest.mark.parametrize("requirement", PACKAGES)
def test_packages(requirement: str, tmp_path: Path) -> None:
    path, tests, least = PACKAGES[requirement]
    try:
        folder = source_distribution(requirement, CACHE)
    except subprocess.SubprocessError as error:
        pytest.skip(f"its source distribution cannot be fetched: {error}")
    plain = plain_outcomes(folder, tests, path, tmp_path)
    fresh = fresh_outcome(folder, tests, path)
    assert {case.id: case.outcome for case in fresh.tests} == plain
    counted = Counter(plain.values())
    assert all(counted[outcome] >= number for outcome, number in least.items())


def test_everything_at_once(tmp_path: Path, kernels: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "lib").mkdir(parents=True)
    (folder / "tests").mkdir()
    (folder / "lib" / "base.py").write_text("BASE = 100\n")
    (folder / "tests" / "conftest.py").write_text(
        "import base, pytest\n@pytest.fixture(scope='session')\ndef base(): return __import__('base').BASE\n"
    )
    (folder / "pytest.ini").write_text("[pytest]\npython_files = check_*.py\n")
    (folder / "tests" / "check_all.py").write_text(dedent(SMALL))
    (folder / "tests" / "test_not_this.py").write_text("def test_not_this(): pass\n")
    plain = plain_outcomes(folder, "tests", "lib", tmp_path)
    fresh = fresh_outcome(folder, "tests", "lib")
    assert {case.id: case.outcome for case in fresh.tests} == plain
    assert {*plain.values()} == {"passed", "failed", "error", "skipped", "xfailed", "xpassed"}
    assert len(plain) >= 20
