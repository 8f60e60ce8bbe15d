"""One story through every way in: the worked example, from its spec to accepted code."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from devloop_nb.frontends.engine import engine
from devloop_nb.values.run_state import RunState
from devloop_nb.values.summary import summarise
from devloop_nb.wiring import open_session

EXAMPLE = Path(__file__).parent.parent / "examples" / "email_validation"
SPEC = EXAMPLE / "spec.md"
LM = f"scripted:{EXAMPLE / 'answers.yaml'}"
Develop = Callable[[Path], None]


def through_python(home: Path) -> None:
    from devloop_nb import develop

    asyncio.run(develop(SPEC.read_text(), lm=LM, home=home))


def through_the_magic(home: Path) -> None:
    from IPython.core.interactiveshell import InteractiveShell

    os.environ["DEVLOOP_HOME"] = str(home)
    shell = InteractiveShell()
    try:
        shell.run_line_magic("load_ext", "devloop_nb")
        told = shell.run_cell(f"%%devloop --wait --lm {LM}\n{SPEC.read_text()}")
        assert told.success
        shell.run_line_magic("unload_ext", "devloop_nb")
    finally:
        del os.environ["DEVLOOP_HOME"]


def through_the_command(home: Path) -> None:
    command = [Path(sys.executable).with_name("devloop-nb"), "run", SPEC, "--lm", LM, "--home", home, "--json"]
    told = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert told.returncode == 0, told.stderr
    (run,) = json.loads(told.stdout)["runs"]
    assert run["status"] == "success"


def last_run(home: Path) -> RunState:
    async def read() -> RunState:
        session = open_session(home)
        try:
            return await session.find()
        finally:
            await session.close()

    return engine().run(read())


@pytest.mark.parametrize(
    "develop", [through_python, through_the_magic, through_the_command], ids=["python", "magic", "command"]
)
def test_the_worked_example(develop: Develop, tmp_path: Path) -> None:
    home = tmp_path / "home"
    develop(home)
    state = last_run(home)
    assert (state.status, state.score) == ("success", 1.0)
    assert state.plan is not None
    assert state.plan.order == ("models", "validator", "routes")
    assert {name: len(module.attempts) for name, module in state.modules.items()} == {
        "models": 2,
        "validator": 2,
        "routes": 2,
    }
    assert_the_tests_were_proved(state)
    assert_the_first_validator_was_mended(state)
    assert_the_code_was_written(state, home / "accepted" / state.run)


def assert_the_tests_were_proved(state: RunState) -> None:
    routes = state.modules["routes"].suite
    assert routes is not None
    assert list(routes.rejected) == ["test_routes_model.py::test_it_is_there"]
    assert all(module.red and module.red.status == "failed" for module in state.modules.values())
    assert state.integrated is not None
    assert (state.integrated.passed, state.integrated.expected) == (3, 3)
    assert state.hidden is not None
    assert (state.hidden.passed, state.hidden.expected) == (5, 5)


def assert_the_first_validator_was_mended(state: RunState) -> None:
    first, second = state.modules["validator"].attempts
    assert 0 < first.total < 1
    assert second.total == 1.0
    assert second.move.parent == 1
    assert "test_malformed" in first.feedback
    assert state.modules["validator"].accepted == 2
    assert second.outcome is not None
    assert second.outcome.receipt is not None


def assert_the_code_was_written(state: RunState, folder: Path) -> None:
    summary = summarise(state, folder)
    # A plan, two suites, six attempts, and two rounds of review.
    assert summary.calls == 1 + 2 + 6 + 2
    assert summary.tokens == 0
    for module in summary.modules:
        assert module.path is not None
        assert Path(module.path).read_text() == state.code[module.name]
