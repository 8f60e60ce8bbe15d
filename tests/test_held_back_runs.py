"""Runs in which a part of a model's own tests is held back: real kernels, prepared answers."""

import asyncio
from pathlib import Path
from typing import Any

import yaml

from devloop_nb.frontends.report.report import Report
from devloop_nb.values.run_state import RunState
from devloop_nb.values.settings import Settings
from devloop_nb.values.spec_text import parse_spec
from devloop_nb.values.summary import summarise
from devloop_nb.wiring import open_session

SPEC = "---\nname: half\nentry: half(x)\n---\nHalve a number.\n"
USERS = SPEC + "\n## Hidden tests\n```python\nfrom half import half\ndef test_users(): assert half(20) == 10\n```\n"
CASES = {"even": (4, 2), "odd": (3, 1.5), "zero": (10, 5), "large": (10**6, 5 * 10**5), "negative": (-4, -2)}
TESTS = "from half import half\n\n" + "\n\n".join(
    f"def test_{name}():\n    assert half({given}) == {gives}" for name, (given, gives) in CASES.items()
)
RIGHT = "def half(x: float) -> float:\n    return x / 2\n"


def developed(folder: Path, spec: str, *code: str, **settings: Any) -> RunState:
    async def run() -> RunState:
        file = folder / "answers.yaml"
        file.write_text(yaml.safe_dump({"tests": {"half": TESTS}, "code": {"half": list(code)}}))
        session = open_session(folder / "home")
        try:
            chosen = Settings(lm=f"scripted:{file}", **settings)
            return (await session.develop(parse_spec(spec, "half"), chosen)).state
        finally:
            await session.close()

    return asyncio.run(run())


def test_a_fifth_of_five_generated_tests_is_run_only_at_the_end(tmp_path: Path) -> None:
    state = developed(tmp_path, SPEC, RIGHT)
    half = state.modules["half"]
    assert half.suite
    assert half.held
    assert state.hidden_suite
    assert state.hidden
    (held,) = state.hidden_suite.expected
    assert held.startswith("test_half_held_back.py::test_")
    assert len(half.suite.expected) == 4
    shown = "".join(file.source for file in half.suite.files)
    assert held.partition("::")[2] not in shown
    assert [file.provenance for file in state.hidden_suite.files] == ["model"]
    assert (state.status, state.reason) == ("success", "every test passes; 1 of 1 held-back tests pass")
    assert summarise(state).hidden.model_dump() == {"passed": 1, "expected": 1}
    assert "The model wrote 1 of them itself; no coder was shown any" in Report(state).markdown()
    assert yaml.safe_load(Report(state).script())["tests"]["half"].count("def test_") == 5


def test_code_that_fits_only_the_tests_it_was_shown_is_told_on(tmp_path: Path) -> None:
    (tmp_path / "first").mkdir()
    known = developed(tmp_path / "first", SPEC, RIGHT).hidden_suite
    assert known
    given = next(str(given) for name, (given, _) in CASES.items() if known.expected[0].endswith(f"::test_{name}"))
    fitted = f"def half(x: float) -> float:\n    return x / 2 if x != {given} else 0\n"
    state = developed(tmp_path, SPEC, fitted)
    assert state.modules["half"].status == "success"
    assert state.hidden
    assert (state.hidden.passed, state.hidden.expected) == (0, 1)
    assert "0 of 1 held-back tests pass" in state.reason


def test_they_run_beside_the_users_hidden_tests_and_a_share_of_nothing_holds_back_nothing(tmp_path: Path) -> None:
    for name in ("beside", "none"):
        (tmp_path / name).mkdir()
    beside = developed(tmp_path / "beside", USERS, RIGHT, held_back=0.5)
    assert beside.hidden
    assert (beside.hidden.passed, beside.hidden.expected) == (3, 3)
    assert beside.hidden_suite
    assert [file.provenance for file in beside.hidden_suite.files] == ["hidden", "model"]
    none = developed(tmp_path / "none", SPEC, RIGHT, held_back=0)
    assert none.hidden_suite is None
    assert none.modules["half"].suite
    assert len(none.modules["half"].suite.expected) == 5
