"""Who writes: the model of the role, or the one that the move names; and how hot."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from model_server import ModelServer, chat
from recorder import Recorder

from devloop_nb.lm.choice import address, lm_label
from devloop_nb.lm.coder import open_coder
from devloop_nb.values.attempt import Brief, Draft, Move
from devloop_nb.values.errors import BadSetting
from devloop_nb.values.plan import ModuleSpec
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.settings import LOCAL_LM, Settings

CODE = chat(code="def half(x): return x / 2")
MODULE = ModuleSpec(name="half", purpose="Halve")
WANTED = Requirements(name="half", goal="Halve")


def draft(move: Move, told: Recorder, **given: Any) -> Draft:
    async def once() -> Draft:
        settings = Settings(**({"lm": "openai/usual", "retries": 0} | given))
        async with open_coder(settings, {}, told.emit, str) as coder:
            return await coder.write_code(
                Brief(module=MODULE, requirements=WANTED, tests=("import half",), move=move)
            )

    return asyncio.run(once())


@pytest.mark.parametrize(
    ("lm", "models", "asked"),
    [
        ("", {}, "usual"),
        ("", {"code": "openai/coder"}, "coder"),
        ("hard", {"code": "openai/coder", "hard": "openai/expert"}, "expert"),
        ("openai/expert", {}, "expert"),
    ],
)
def test_the_move_names_it_else_the_role_else_the_default(lm: str, models: dict[str, str], asked: str) -> None:
    told = Recorder()
    with ModelServer(CODE) as server:
        draft(Move(kind="draft", number=1, lm=lm), told, models=models, api_base=server.url)
    assert [hit.body["model"] for hit in server.hits] == [asked]
    assert [made.lm for made in told.calls.values()] == [f"openai/{asked}"]


@pytest.mark.parametrize(("temperature", "asked"), [(None, 0.25), (0.9, 0.9), (0.0, 0.0)])
def test_the_move_may_say_how_hot(temperature: float | None, asked: float) -> None:
    with ModelServer(CODE) as server:
        move = Move(kind="draft", number=1, temperature=temperature)
        draft(move, Recorder(), temperature=0.25, api_base=server.url)
    assert server.hits[0].body["temperature"] == asked


def test_a_reasoning_model_is_not_told_how_hot() -> None:
    with ModelServer(CODE) as server:
        move = Move(kind="draft", number=1, temperature=0.9)
        draft(move, Recorder(), lm="openai/gpt-5", api_base=server.url)
    assert "temperature" not in server.hits[0].body


def test_a_script_may_hold_the_hard_cases(tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text("code: {half: ['def half(x): return x * 0.5']}")
    with ModelServer(CODE) as server:
        move = Move(kind="draft", number=1, lm="hard", form="chat")
        written = draft(move, Recorder(), models={"hard": f"scripted:{file}"}, api_base=server.url)
    assert (written.code, server.hits) == ("def half(x): return x * 0.5", [])


def test_each_model_that_writes_is_asked_in_its_own_ways() -> None:
    async def forms() -> tuple[tuple[str, ...], ...]:
        settings = Settings(lm=LOCAL_LM, models={"hard": "openai/expert"})
        async with open_coder(settings, {}, Recorder().emit, str) as coder:
            return coder.forms_of(""), coder.forms_of("openai/expert")

    usual, hard = asyncio.run(forms())
    assert len(usual) > 1
    assert hard == ("chat",)


def test_a_wrong_name_in_any_role_is_refused_before_anything_runs() -> None:
    with pytest.raises(BadSetting, match="Did you mean 'openai'"):
        lm_label(Settings(lm="openai/usual", models={"review": "opnai/x"}))


def test_no_key_goes_to_another_providers_address() -> None:
    settings = Settings(lm="openai/usual", api_base="http://mine", models={"plan": "groq/x", "hard": "openai/y"})
    assert [address(lm, settings) for lm in ("openai/usual", "openai/y", "groq/x")] == ["http://mine"] * 2 + [""]
    local = Settings(api_base="http://mine", models={"plan": "groq/x"})
    assert address("groq/x", local) == "http://mine"
