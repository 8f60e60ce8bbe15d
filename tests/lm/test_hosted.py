"""How a hosted model is opened: where its key goes, and what it is not given."""

import asyncio
import os
import socket
import subprocess
import sys
from typing import Any

import pytest
from model_server import ModelServer, chat

from devloop_nb.lm.hosted import gateway, open_hosted_lm
from devloop_nb.values.settings import Settings


def opened(**given: Any) -> Any:
    async def once() -> Any:
        async with open_hosted_lm(Settings(**given)) as lm:
            return lm

    return asyncio.run(once())


def test_neither_cache_nor_retries_of_its_own() -> None:
    lm = opened(lm="openai/gpt-4o-mini", temperature=0.2, max_tokens=50, call_seconds=7)
    assert (lm.cache, lm.num_retries, lm.engine) == (False, 0, "lm15")
    assert (lm.kwargs["temperature"], lm.kwargs["max_tokens"], lm.kwargs["timeout"]) == (0.2, 50, 7)


def test_a_reasoning_model_is_left_its_own_settings() -> None:
    lm = opened(lm="openai/gpt-5", temperature=0.2, max_tokens=50)
    assert not {"temperature", "max_tokens", "max_completion_tokens"} & {k for k, v in lm.kwargs.items() if v}


def test_the_key_goes_where_its_owner_sends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    assert opened(lm="openai/gpt-4o-mini").kwargs["api_base"] == "http://127.0.0.1:1/v1"
    assert opened(lm="openai/gpt-4o-mini", api_base="http://127.0.0.1:2/v1").kwargs["api_base"].endswith(":2/v1")
    assert gateway("groq/llama", os.environ) == ""


def test_no_one_else_is_asked_for_prices() -> None:
    """A process whose only way out is a proxy that counts: one model call, and nobody comes by."""
    with ModelServer(chat(code="x = 1")) as server, socket.create_server(("127.0.0.1", 0)) as proxy:
        told = subprocess.run(
            [sys.executable, "-c", ASK, server.url],
            env=os.environ | {"https_proxy": f"http://127.0.0.1:{proxy.getsockname()[1]}", "no_proxy": "127.0.0.1"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        proxy.setblocking(False)
        with pytest.raises(BlockingIOError):
            proxy.accept()
    assert told.stdout.strip() == "x = 1", told.stderr
    assert "LITELLM" not in told.stderr


ASK = """
import asyncio, os, sys
from devloop_nb.lm.ask import Ask
from devloop_nb.lm.chat import Form, ask_in_chat
from devloop_nb.lm.hosted import open_hosted_lm
from devloop_nb.lm.ledger import Ledger
from devloop_nb.values.settings import Settings

async def emit(event): pass

async def main():
    settings = Settings(lm="openai/gpt-4o-mini", api_base=sys.argv[1])
    async with open_hosted_lm(settings) as lm:
        async def opened(): return lm
        ask = Ask(settings.lm, opened, Ledger({}, emit), settings, str)
        form = Form("Do.", {"task": ("what", "it")}, {"code": ("code", str)})
        print((await ask_in_chat(ask, "k", "code", form)).fields["code"])

before = dict(os.environ)
asyncio.run(main())
assert dict(os.environ) == before
"""
