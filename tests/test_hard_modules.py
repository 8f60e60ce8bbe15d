"""Runs in which the model for hard cases writes the complex module from its first draft on, and no other."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from command_line import devloop
from halving import play
from magics_shell import open_shell
from model_server import Hit, ModelServer, Reply, chat

from devloop_nb.session import Session
from devloop_nb.stages.precedent import run_key
from devloop_nb.values.run_state import RunState
from devloop_nb.values.settings import Settings
from devloop_nb.values.spec_text import parse_spec

# One test, then four and a dependency: 1 and 6.
SPEC = """Double and triple a number.

## Tests
```python
from double import double

def test_double():
    assert double(2) == 4
```
```python
from double import double
from triple import triple

def test_triple():
    assert triple(2) == 6

def test_nothing():
    assert triple(0) == 0

def test_text():
    assert triple("a") == "aaa"

def test_both():
    assert triple(double(1)) == 6
```
"""
PLAN = [
    {"name": "double", "purpose": "Doubles"},
    {"name": "triple", "purpose": "Triples", "depends_on": ["double"]},
]
DOUBLE, TRIPLE = "def double(x):\n    return 2 * x\n", "def triple(x):\n    return 3 * x\n"
WRONG = "def triple(x):\n    return 3\n"
WHY = "the module is complex (4 tests, 1 dependency)"


def scripts(folder: Path) -> tuple[str, str]:
    """The usual model, which plans, and the one for hard cases; each can write everything."""
    both = {"plan": PLAN, "code": {"double": [DOUBLE], "triple": [TRIPLE]}}
    for name in ("usual", "expert"):
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(both))
    return f"scripted:{folder / 'usual.yaml'}", f"scripted:{folder / 'expert.yaml'}"


def answers(hit: Hit) -> Reply | str:
    """The expert is right at its second attempt at what is complex."""
    if "Name: double" in hit.prompt:
        return chat(code=DOUBLE)
    return chat(cause="it never multiplied", code=TRIPLE) if "previous_code" in hit.prompt else chat(code=WRONG)


def developed(folder: Path, settings: Settings) -> RunState:
    states = []

    async def story(session: Session) -> None:
        states.append((await session.develop(parse_spec(SPEC, "two"), settings)).state)

    play(folder, story)
    return states[0]


def writers(state: RunState) -> dict[str, str]:
    return {key: call.lm for key, call in state.calls.items() if call.role == "code"}


@pytest.mark.usefixtures("hosted_key")
@pytest.mark.parametrize(
    ("hard_from", "hard", "triple"),
    [(6, "openai/expert", "expert"), (7, "openai/expert", "usual"), (0, "openai/expert", "usual"), (1, "", "usual")],
)
def test_two_models_write_one_run(tmp_path: Path, hard_from: int, hard: str, triple: str) -> None:
    models = {"plan": scripts(tmp_path)[0], **({"hard": hard} if hard else {})}
    usual: dict[str, Any] = {"lm": "openai/usual", "retries": 0, "review": False, "hard_from": hard_from}
    with ModelServer(answers) as server:
        state = developed(tmp_path, Settings(models=models, api_base=server.url, **usual))
    assert state.status == "success"
    asked = {
        key: f"openai/{name}" for key, name in (("double/1", "usual"), ("triple/1", triple), ("triple/2", triple))
    }
    assert writers(state) == {f"code/{key}": lm for key, lm in asked.items()}
    assert [hit.body["model"] for hit in server.hits] == ["usual", triple, triple]
    told = [attempt.move.reason for attempt in state.modules["triple"].attempts]
    assert [WHY in reason for reason in told] == [triple == "expert"] * 2
    assert "complex" not in state.modules["double"].attempts[0].move.reason


def in_python(folder: Path, usual: str, expert: str) -> dict[str, str]:
    return writers(developed(folder, Settings(lm=usual, models={"hard": expert}, hard_from=6, review=False)))


def on_the_command_line(folder: Path, usual: str, expert: str) -> dict[str, str]:
    (folder / "two.md").write_text(SPEC)
    options = ("--lm", usual, "--models", f"hard={expert}", "--hard-from", "6", "--no-review")
    told = devloop(folder, "run", "two.md", *options)
    assert told.code == 0, told.err
    assert f"triple, attempt 1: draft, the first draft; another model, {expert}: {WHY}" in told.err
    calls = json.loads(devloop(folder, "calls", "two", "--json").out)["calls"]
    return {made["key"]: made["lm"] for made in calls if made["role"] == "code"}


def in_a_notebook(folder: Path, usual: str, expert: str) -> dict[str, str]:
    with open_shell(folder) as shell:
        shell.run("%load_ext devloop_nb")
        shown = shell.run(f"%%devloop two --lm {usual} --models hard={expert} --hard-from 6 --no-review\n{SPEC}")
        assert shown.ok, shown.text
        return writers(shell.run("two_report.state").value)


@pytest.mark.parametrize("way", [in_python, on_the_command_line, in_a_notebook])
def test_each_way_in_knows_the_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: Callable[..., dict[str, str]]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DEVLOOP_HOME", str(tmp_path / "home"))
    written = way(tmp_path, *scripts(tmp_path))
    assert written == {"code/double/1": "scripted/usual.yaml", "code/triple/1": "scripted/expert.yaml"}


def test_the_usual_rule_is_no_other_run_and_a_rule_of_ones_own_is() -> None:
    asked = parse_spec(SPEC, "two")

    def key(hard: str = "", **rule: int) -> str:
        return run_key(asked, Settings.model_validate({"models": {"hard": hard} if hard else {}, **rule}), "openai/x")

    assert key(hard_from=3) == key(hard_from=0) == key()
    assert key("openai/y", hard_from=Settings().hard_from) == key("openai/y")
    assert len({key("openai/y"), key("openai/y", hard_from=3), key("openai/y", hard_from=0), key()}) == 4
