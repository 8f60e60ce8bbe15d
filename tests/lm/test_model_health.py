"""What the doctor says of a model, without asking it anything."""

import asyncio
import socket

import pytest
from model_server import ModelServer

from devloop_nb.lm.health import model_health, models_health
from devloop_nb.values.health import Health
from devloop_nb.values.settings import Settings

KEY = "sk-nobody-may-see-this-key"


def look(lm: str, api_base: str = "") -> Health:
    return asyncio.run(model_health(Settings(lm=lm, api_base=api_base)))


def test_the_embedded_model_is_there_or_says_what_to_install() -> None:
    told = look("")
    assert told.ok or told.mend


def test_a_missing_key_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    told = look("openai/test")
    assert not told.ok
    assert "OPENAI_API_KEY" in told.mend


def test_a_server_that_listens_is_well_and_gets_no_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with ModelServer("hello") as server:
        told = look("openai/test", server.url)
        assert told.ok
        assert server.hits == []
    assert KEY not in told.model_dump_json()


def test_a_server_that_does_not_listen_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        told = look("openai/test", f"http://127.0.0.1:{port}/v1")
    assert not told.ok
    assert str(port) in told.says


@pytest.mark.parametrize("lm", ["openai", "nobody/knows", "local/other"])
def test_a_spelling_that_names_no_model_is_said(lm: str) -> None:
    told = look(lm)
    assert not told.ok
    assert told.mend


def test_every_model_that_has_a_role_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-nobody")
    roles = {"plan": "anthropic/claude", "review": "anthropic/claude", "hard": "openai/gpt-5", "code": "opnai/x"}
    found = asyncio.run(models_health(Settings.model_validate({"lm": "openai/gpt-5", "models": roles})))
    assert [(health.about, health.ok) for health in found] == [
        ("model", True),
        ("model (plan, review)", False),
        ("model (code)", False),
    ]
    assert "ANTHROPIC_API_KEY" in found[1].mend
    assert "openai" in found[2].mend
