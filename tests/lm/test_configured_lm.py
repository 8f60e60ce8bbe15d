"""A model that the user gave to DSPy is used as it is, whatever it is made of."""

import asyncio
import os
import warnings
from collections.abc import Iterator
from types import SimpleNamespace as Shape
from typing import Any

import dspy
import pytest
from model_server import ModelServer, chat, failing
from recorder import Recorder

from devloop_nb.lm.choice import lm_label
from devloop_nb.lm.coder import open_coder
from devloop_nb.values.attempt import Brief, Draft, Move
from devloop_nb.values.errors import ModelUnavailable
from devloop_nb.values.plan import ModuleSpec
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.secrets import Redactor, secret_values
from devloop_nb.values.settings import Settings

CODE = "def half(x):\n    return x / 2\n"
BRIEF = Brief(
    module=ModuleSpec(name="half", purpose="Halve"),
    requirements=Requirements(name="half", goal="Halve"),
    tests=("from half import half\n\ndef test_half():\n    assert half(2) == 1\n",),
    move=Move(kind="draft", number=1),
)


class OnlySync:
    """The smallest engine that DSPy takes."""

    def complete(self, request: Any) -> Any:
        message = dspy.lm15.Message.assistant(chat(code=CODE))
        return dspy.lm15.Response(
            id="1", model=request.model, message=message, finish_reason="stop", usage=dspy.lm15.Usage()
        )


class OldStyle(dspy.BaseLM):
    """An LM as it was written before DSPy 3.4: OpenAI's shape, and nothing asynchronous."""

    def forward(self, prompt: Any = None, messages: Any = None, **kwargs: Any) -> Any:
        choice = Shape(message=Shape(content=chat(code=CODE)), finish_reason="stop")
        return Shape(choices=[choice], model="old", usage={"prompt_tokens": 3, "completion_tokens": 4})


def draft(told: Recorder) -> Draft:
    settings = Settings(retries=0)

    async def once() -> Draft:
        async with open_coder(settings, {}, told.emit, Redactor(secret_values(os.environ))) as coder:
            return await coder.write_code(BRIEF)

    return asyncio.run(once())


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


@pytest.mark.parametrize(
    "lm",
    [dspy.LM("mine/sync", engine=OnlySync()), OldStyle("mine/old"), dspy.utils.DummyLM([{"code": CODE}] * 3)],
    ids=["an engine", "an old LM", "a dummy"],
)
def test_any_lm_will_do(lm: Any) -> None:
    told = Recorder()
    with dspy.context(lm=lm):
        assert lm_label(Settings()) == lm.model
        written = draft(told)
    assert (written.code.strip(), written.problem) == (CODE.strip(), "")
    (call,) = told.calls.values()
    assert call.lm == lm.model
    assert call.usd is None
    assert not lm.history


class Remembering(OldStyle):
    """It has a cache of its own, which says when it was used."""

    def forward(self, prompt: Any = None, messages: Any = None, **kwargs: Any) -> Any:
        said = super().forward(prompt, messages, **kwargs)
        said.cache_hit = True
        return said


def test_an_answer_out_of_a_cache_costs_nothing() -> None:
    told = Recorder()
    with dspy.context(lm=Remembering("mine/remembering")):
        draft(told)
    (call,) = told.calls.values()
    assert (call.tokens, call.usd, call.requests) == (0, 0.0, 1)


def test_where_no_usage_is_told_it_is_taken_from_what_can_be_seen() -> None:
    told = Recorder()
    with dspy.context(lm=dspy.LM("mine/sync", engine=OnlySync())):
        draft(told)
    (call,) = told.calls.values()
    assert call.tokens_in >= len(call.prompt) / 4
    assert call.tokens_out >= len(call.text) / 4


def test_it_is_copied_without_its_cache() -> None:
    with ModelServer(chat(code=CODE)) as server:
        lm = dspy.LM("openai/gpt-4o-mini", api_base=server.url, cache=True)
        with dspy.context(lm=lm):
            draft(Recorder())
            draft(Recorder())
    assert len(server.hits) == 2
    assert lm.cache


def test_a_key_that_was_given_by_hand_is_hidden_too() -> None:
    secret = "by-hand-0123456789"
    told = Recorder()
    with ModelServer(failing(400, f"what is {secret}?")) as server:
        with (
            dspy.context(lm=dspy.LM("openai/gpt-4o-mini", api_base=server.url, api_key=secret)),
            pytest.raises(ModelUnavailable) as caught,
        ):
            draft(told)
        assert server.hits[0].headers["authorization"] == f"Bearer {secret}"
    assert secret not in caught.value.line + told.text()
    assert "what is [api_key]?" in caught.value.line


def test_a_name_wins_over_it() -> None:
    with dspy.context(lm=OldStyle("mine/old")):
        assert lm_label(Settings(lm="openai/gpt-4o-mini")) == "openai/gpt-4o-mini"
