"""The small functions: every test of every spec passes on a correct solution and fails on a stub."""

import subprocess
import sys
from pathlib import Path

import pytest

from devloop_nb.specs.files import read_specs
from devloop_nb.stages.examples import example_tests
from devloop_nb.stages.plan import plan_of
from devloop_nb.stages.stub import stub_source
from devloop_nb.stages.suites import user_tests
from devloop_nb.values.requirements import Requirements

HERE = Path(__file__).parent
SPECS = {spec.name: spec for spec in read_specs([HERE.parents[1] / "examples" / "small_functions"])}
SOLUTIONS = (HERE / "reference_solutions.py").read_text()


def suites(spec: Requirements) -> tuple[str, str]:
    """The visible and the held-back tests, as a run would use them."""
    plan = plan_of(spec)
    assert plan is not None
    tests = user_tests(spec, plan, example_tests(spec))
    visible, hidden = tests.units[spec.name], tests.hidden
    return "\n\n".join(file.source for file in visible), "\n\n".join(file.source for file in hidden)


def pytest_says(folder: Path, code: dict[str, str]) -> dict[str, str]:
    """``file::test`` -> passed or failed, from one pytest of its own over all specs."""
    for name, source in code.items():
        (folder / f"{name}.py").write_text(source)
        for kind, tests in zip(("visible", "hidden"), suites(SPECS[name]), strict=True):
            (folder / f"test_{name}_{kind}.py").write_text(tests)
    command = [sys.executable, "-m", "pytest", "-vv", "-p", "no:cacheprovider", "--rootdir", str(folder), str(folder)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    lines = [line.split() for line in done.stdout.splitlines() if "::" in line and "%]" in line]
    return {words[0].split("/")[-1]: words[1].lower() for words in lines}


@pytest.fixture(scope="module")
def right(tmp_path_factory):
    """What pytest says of correct code."""
    return pytest_says(tmp_path_factory.mktemp("right"), dict.fromkeys(SPECS, SOLUTIONS))


@pytest.fixture(scope="module")
def stubs(tmp_path_factory):
    """What pytest says of stubs."""
    code = {name: stub_source(name, [suites(spec)[0]]) for name, spec in SPECS.items()}
    return pytest_says(tmp_path_factory.mktemp("stub"), code)


def test_there_are_enough_of_them():
    assert len(SPECS) >= 18
    assert sum(bool(spec.performance.time) for spec in SPECS.values()) >= 3
    assert sum(not spec.tests for spec in SPECS.values()) >= 2


@pytest.mark.parametrize("name", SPECS)
def test_correct_code_passes_and_a_stub_does_not(name, right, stubs):
    visible, hidden = suites(SPECS[name])
    assert SPECS[name].entry.startswith(f"{name}(")
    assert 2 <= visible.count("assert ") + visible.count("pytest.raises") <= 6
    assert 2 <= hidden.count("\ndef test_") <= 4
    for said, outcome in ((right, "passed"), (stubs, "failed")):
        files = (f"test_{name}_visible.py", f"test_{name}_hidden.py")
        outcomes = {test: told for test, told in said.items() if test.split("::")[0] in files}
        assert len(outcomes) == visible.count("def test_") + hidden.count("def test_")
        assert set(outcomes.values()) == {outcome}
