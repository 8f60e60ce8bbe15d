"""A runner whose kernels live in a folder of the test's own, and what has to be true after every test."""

import asyncio
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from kernel_suites import inhabitants, suite_of
from sealed_liar import Liar

from devloop_nb.kernels.runner import KernelRunner
from devloop_nb.values.limits import Limits
from devloop_nb.values.outcome import Outcome
from devloop_nb.values.suite import Suite


@pytest.fixture
def kernels(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the kernels of this test live; afterwards it has to be empty, and nobody may live there."""
    folder = Path(tempfile.mkdtemp(prefix="dl-"))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    left, alive = list(folder.iterdir()), inhabitants(folder)
    for process in alive:
        process.kill()
    shutil.rmtree(folder)
    assert not left
    assert not alive


@pytest.fixture
def run(kernels: Path) -> Callable[..., Outcome]:
    """Runs tests over code in a fresh kernel; further keywords are code by module name."""

    def run_suite(tests: str | Suite, *expected: str, limits: Limits | None = None, **code: str) -> Outcome:
        suite = tests if isinstance(tests, Suite) else suite_of(tests, expected)
        sources = {name: dedent(source) for name, source in code.items()}
        return asyncio.run(KernelRunner().run(sources, suite, limits or Limits()))

    return run_suite


@pytest.fixture
def liar() -> Iterator[Liar]:
    """The tests' end of a sealed conversation, and a process that says what the test wants it to say."""
    one = Liar()
    yield one
    one.close()
