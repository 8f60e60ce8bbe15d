"""A model is told what this project has already, where what it is asked for names it, and never more than that."""

import asyncio
import json
from pathlib import Path

import pytest
from command_line import devloop
from model_server import ModelServer, chat

from devloop_nb.values.run_state import RunState
from devloop_nb.values.settings import Settings
from devloop_nb.values.spec_text import parse_spec
from devloop_nb.wiring import open_session

pytestmark = pytest.mark.usefixtures("hosted_key")
SECRET = "a-password-of-somebody-5678"
CLAMP = f'''def clamp(x: float, low: float, high: float) -> float:
    """Keep a number between two bounds; {SECRET}."""
    inner_secret_of_the_body = max(low, x)
    return min(inner_secret_of_the_body, high)
'''
TESTS = """
## Tests
```python
from {name} import {name}

def test_it():
    assert {name}(5, 0, 3) == 3
```
"""
TOLD = "def clamp(x: float, low: float, high: float) -> float  # Keep a number between two bounds"


def spec(name: str, goal: str) -> str:
    return f"{goal}\n{TESTS.format(name=name)}"


def run(home: Path, name: str, goal: str, *, answer: str = CLAMP, **given: int) -> tuple[RunState, str]:
    """A run, and what its model was asked first."""
    settings = {"lm": "openai/gpt-4o-mini", "retries": 0, "attempts": 1, "review": False, **given}

    async def whole() -> RunState:
        session = open_session(home)
        try:
            chosen = Settings.model_validate({**settings, "api_base": server.url})
            return (await session.develop(parse_spec(spec(name, goal), name), chosen)).state
        finally:
            await session.close()

    with ModelServer(chat(code=answer.replace("clamp", name))) as server:
        state = asyncio.run(whole())
    return state, server.hits[0].prompt


def test_the_interface_of_what_is_named_is_told_and_its_body_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(tmp_path, "clamp", "Keep a number between two bounds.")[0].status == "success"
    monkeypatch.setenv("SOME_PASSWORD", SECRET)
    state, asked = run(tmp_path, "limit", "Does what `clamp` does.")
    assert f"# clamp.py\n{TOLD}" in asked
    assert "they cannot be imported here" in asked
    assert "inner_secret_of_the_body" not in asked
    assert SECRET not in asked
    call = state.calls["code/limit/1"]
    assert {part.item: (part.rank, part.fate) for part in call.told}["existing"] == ("low", "sent")
    assert TOLD in call.prompt
    (shown,) = json.loads(devloop(tmp_path, "calls", "limit", "--json", "--home", tmp_path).out)["calls"]
    assert "existing" in [part["item"] for part in shown["told"]]


@pytest.mark.parametrize(
    ("name", "goal"), [("limit", "Clamp a number, as a clamp does."), ("clamp", "Does what clamp(x) did.")]
)
def test_what_is_not_named_and_what_is_built_anew_is_not_told(tmp_path: Path, name: str, goal: str) -> None:
    run(tmp_path, "clamp", "Keep a number between two bounds.")
    state, asked = run(tmp_path, name, goal)
    assert "existing" not in [part.item for call in state.calls.values() for part in call.told]
    assert TOLD not in asked


def test_what_failed_and_what_lies_in_another_home_is_not_told(tmp_path: Path) -> None:
    wrong = "def clamp(x, low, high):\n    return x\n"
    assert run(tmp_path / "here", "clamp", "Keep a number.", answer=wrong)[0].status == "failed"
    assert run(tmp_path / "there", "clamp", "Keep a number.")[0].status == "success"
    state, _ = run(tmp_path / "here", "limit", "Does what `clamp` does.")
    assert "existing" not in [part.item for part in state.calls["code/limit/1"].told]


def test_where_there_is_no_room_it_is_left_out_first(tmp_path: Path) -> None:
    long = "\n".join(f"def part{number}(x):\n    return x\n" for number in range(300))
    run(tmp_path, "clamp", "Keep a number.", answer=f"{CLAMP}\n\n{long}")
    state, asked = run(tmp_path, "limit", "Does what `clamp` does.", context_tokens=1200)
    fates = {part.item: part.fate for part in state.calls["code/limit/1"].told}
    assert (fates["existing"], fates["tests"]) == ("dropped", "sent")
    assert "part299" not in asked


def test_a_template_may_name_what_there_is(tmp_path: Path) -> None:
    run(tmp_path, "clamp", "Keep a number.")
    (tmp_path / "templates").mkdir(mode=0o700)
    (tmp_path / "templates" / "code.yaml").write_text(
        "instructions: |\n  Write $module in the manner of $existing.\n"
    )
    assert "Write limit in the manner of clamp." in run(tmp_path, "limit", "Does what `clamp` does.")[1]
