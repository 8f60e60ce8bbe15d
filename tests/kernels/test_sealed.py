"""Sealed runs in real kernels: what they find, how they end, and that nothing is left of them."""

import asyncio
import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from kernel_suites import inhabitants, outcomes, suite_of, wait_until

from devloop_nb.kernels.fence.tier import PACKAGE_ROOT, fence_tier
from devloop_nb.kernels.sealed import SealedRunner
from devloop_nb.values.limits import Limits
from devloop_nb.values.outcome import NotSealed, Outcome
from devloop_nb.values.suite import Suite

pytestmark = pytest.mark.skipif(fence_tier().value < 2, reason="nothing can be sealed without a fence")
Seal = Callable[..., Outcome | NotSealed]


@pytest.fixture
def seal(kernels: Path) -> Seal:
    """Seals tests over code; further keywords are code by module name."""

    def seal_suite(
        tests: str | Suite, *expected: str, limits: Limits | None = None, **code: str
    ) -> Outcome | NotSealed:
        suite = tests if isinstance(tests, Suite) else suite_of(tests, expected)
        sources = {name: dedent(source) for name, source in code.items()}
        return asyncio.run(SealedRunner().seal(sources, suite, limits or Limits()))

    return seal_suite


def test_an_outcome_like_any_other_but_sealed(seal: Seal) -> None:
    suite = suite_of(
        "from it import double\ndef test_two(): assert double(2) == 4\ndef test_none(): assert double(0) == 1"
    )
    code = "def double(x):\n    return 2 * x\n"
    outcome = seal(suite, it=code, other="x = 1\n")
    assert isinstance(outcome, Outcome)
    assert (outcome.status, outcome.verdict, outcome.passed, outcome.expected) == ("failed", "sealed", 1, 2)
    assert outcome.failing[0].exception == "AssertionError"
    assert outcome.failing[0].message == "assert 0 == 1"
    assert "test_it.py:3: in test_none" in outcome.failing[0].traceback
    assert outcome.receipt
    assert outcome.receipt.sources["it"] == hashlib.sha256(code.encode()).hexdigest()
    assert outcome.receipt.suite == suite.sha256
    assert outcome.fence == fence_tier().says
    assert all(case.peak_mib is None and not case.cpu_seconds for case in outcome.tests)


CURIOUS = """
import os, sys
from pathlib import Path

def modules():
    return set(sys.modules)

def files():
    return [str(path) for place in (".", "..", "/tmp", "/shared") for path in Path(place).rglob("*.py")]

def environment():
    return dict(os.environ)

def frames():
    frame, found = sys._getframe(), []
    while frame := frame.f_back:
        found.append(frame.f_code.co_name)
    return found

def processes():
    return [Path(f"/proc/{name}/comm").read_text() for name in os.listdir("/proc") if name.isdigit()]
"""
ABOUT_IT = """
from pathlib import Path

import it

def test_no_code_lies_with_the_tests():
    assert Path("test_it.py").exists()
    assert not Path("it.py").exists()

def test_modules():
    assert "it" in it.modules()
    assert "test_it" not in it.modules()
    assert type(it).__name__ == "RemoteModule"

def test_files():
    names = {path.split("/")[-1] for path in it.files()}
    assert "it.py" in names
    assert "test_it.py" not in names

def test_environment():
    assert not [name for name in it.environment() if name.startswith("PYTEST_CURRENT")]

def test_frames():
    assert "test_frames" not in it.frames()

def test_processes():
    assert len(it.processes()) <= 3
"""


def test_tests_and_code_know_nothing_of_each_other(seal: Seal) -> None:
    outcome = seal(ABOUT_IT, it=CURIOUS)
    assert isinstance(outcome, Outcome)
    assert not outcome.failing, outcome.failing
    assert outcome.expected == 6


def test_code_that_ends_itself_fails_the_tests(seal: Seal) -> None:
    code = "import os\ndef end(): os._exit(0)\ndef two(): return 2\n"
    tests = """
    from it import end, two
    def test_before(): assert two() == 2
    def test_end(): end()
    def test_after(): assert two() == 2
    """
    outcome = seal(tests, "test_before", "test_end", "test_after", "test_gone", it=code)
    assert isinstance(outcome, Outcome)
    assert outcome.status == "failed"
    assert outcomes(outcome) == {
        "test_before": "passed",
        "test_end": "failed",
        "test_after": "failed",
        "test_gone": "missing",
    }
    assert outcome.tests[1].exception == outcome.tests[2].exception == "CodeGone"
    assert outcome.tests[1].message == "CodeGone: the process that held the code has ended"


def test_code_that_hangs_takes_the_time_of_one_test(seal: Seal) -> None:
    code = """
    def hang():
        while True:
            try:
                while True: pass
            except BaseException: pass

    def two(): return 2
    """
    tests = "from it import hang, two\ndef test_hang(): hang()\ndef test_two(): assert two() == 2\n"
    began = time.monotonic()
    outcome = seal(tests, it=code, limits=Limits(test_seconds=1, suite_seconds=30))
    assert time.monotonic() - began < 20
    assert isinstance(outcome, Outcome)
    assert outcomes(outcome) == {"test_hang": "timeout", "test_two": "failed"}
    assert "broken off" in outcome.tests[1].message


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("raise ValueError('no')", "collecting test_it.py failed: ValueError: no"),
        (
            "import nothing_of_that_name",
            "collecting test_it.py failed: ModuleNotFoundError: No module named 'nothing_of_that_name'",
        ),
        ("def (", "collecting test_it.py failed: SyntaxError: "),
        (
            "import os; os._exit(0)",
            "collecting test_it.py failed: CodeGone: the process that held the code has ended",
        ),
        ("other = 1", "collecting test_it.py failed: ImportError: cannot import name 'two' from 'it'"),
    ],
)
def test_code_that_cannot_be_imported(seal: Seal, code: str, says: str) -> None:
    outcome = seal("from it import two\ndef test_two(): assert two() == 2\n", "test_two", it=code)
    assert isinstance(outcome, Outcome)
    assert outcome.status == "error"
    assert outcome.message.startswith(says)
    assert outcomes(outcome) == {"test_two": "missing"}


def test_more_than_can_cross(seal: Seal) -> None:
    outcome = seal("from it import much\ndef test_much(): assert much()\n", it="def much(): return 'x' * 2**26\n")
    assert outcome == NotSealed(
        by="code", why="test_it.py::test_much: ResultNotPlain: the code gave more than 32 MiB"
    )


def test_a_wrong_program_that_keeps_what_it_was_given_is_wrong(seal: Seal) -> None:
    code = "kept = []\ndef first(xs):\n    kept.append(xs)\n    return xs[-1]\n"
    tests = (
        "from it import first\ndef test_one(): assert first([1]) == 1\ndef test_two(): assert first([1, 2]) == 1\n"
    )
    outcome = seal(tests, it=code)
    assert isinstance(outcome, Outcome)
    assert outcomes(outcome) == {"test_one": "passed", "test_two": "failed"}


def test_code_that_takes_too_much_is_killed(seal: Seal) -> None:
    code = """
    import subprocess, sys, time

    def take():
        take = "import time; kept = b'x' * (150 * 2**20); time.sleep(60)"
        for _ in range(3):
            subprocess.Popen([sys.executable, "-c", take])
        time.sleep(20)
    """
    limits = Limits(test_seconds=25, memory_mib=256)
    outcome = seal("from it import take\ndef test_take(): take()\n", "test_take", it=code, limits=limits)
    assert isinstance(outcome, Outcome)
    assert outcome.status == "crashed"
    assert "the code's kernel was killed: its processes held" in outcome.message


def test_a_cancelled_run_leaves_nothing(kernels: Path) -> None:
    async def cancel() -> None:
        runner = SealedRunner()
        suite = suite_of("from it import wait\ndef test_wait(): wait()\n")
        code = {"it": "import time\ndef wait(): time.sleep(60)\n"}
        running = asyncio.create_task(runner.seal(code, suite, Limits()))
        await asyncio.to_thread(wait_until, lambda: len(list(kernels.glob("devloop-*/s/door"))) == 2)
        await asyncio.to_thread(wait_until, lambda: not list(kernels.glob("devloop-*/s/door")))
        await runner.close()
        assert running.cancelled()

    asyncio.run(cancel())
    assert not inhabitants(kernels)


def test_kernels_that_start_cold(seal: Seal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEVLOOP_KERNELS", "cold")
    outcome = seal("from it import two\ndef test_two(): assert two() == 2\n", it="def two(): return 2\n")
    assert isinstance(outcome, Outcome)
    assert (outcome.status, outcome.verdict) == ("passed", "sealed")


WITHOUT_A_FENCE = """
import asyncio, sys
sys.path.insert(0, sys.argv[2])
from devloop_nb.kernels.fence.entry import enter
from devloop_nb.kernels.fence.spec import Fence
enter(Fence(2, sys.argv[1], visible=(sys.argv[2],)))
from devloop_nb.kernels.sealed import SealedRunner
from devloop_nb.values.limits import Limits
from devloop_nb.values.suite import Suite
print(asyncio.run(SealedRunner().seal({}, Suite(module="it", files=()), Limits())).model_dump_json())
"""


def test_nothing_is_sealed_without_a_fence(tmp_path: Path) -> None:
    """A process that is fenced itself can put no fence between two others."""
    command = [sys.executable, "-c", WITHOUT_A_FENCE, str(tmp_path), PACKAGE_ROOT]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True)
    told = json.loads(done.stdout)
    assert told["by"] == "machine"
    assert told["why"].startswith("the fence does not keep two processes apart: tier 1")


def test_what_derives_from_a_plain_kind_does_not_become_one(seal: Seal) -> None:
    code = "class Word(str):\n    pass\ndef word(): return Word('a')\n"
    outcome = seal("from it import word\ndef test_word(): assert type(word()) is str\n", it=code)
    assert isinstance(outcome, NotSealed) or outcome.status == "failed"
