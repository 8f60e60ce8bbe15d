"""The embedded model for real: it answers, keeps to a schema, stops when told, and is quiet."""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from devloop_nb.lm.local_engine import close_local_lm, open_local_lm
from devloop_nb.lm.local_model import LocalModel
from devloop_nb.values.errors import ModelUnavailable
from devloop_nb.values.settings import LOCAL_LM, Settings


@pytest.fixture(scope="module")
def model() -> Iterator[LocalModel]:
    """One loaded model for the tests of this file."""
    model = LocalModel()
    model.worker.submit(model.load).result()
    yield model
    model.close()


def ask(model: LocalModel, *messages: tuple[str, str], **config: Any) -> Any:
    """The response to these messages."""
    return asyncio.run(answer(model, *messages, **config))


async def answer(model: LocalModel, *messages: tuple[str, str], **config: Any) -> Any:
    """The same inside an event loop."""
    lm = await open_local_lm(Settings(), model)
    return await lm.acall(request(lm.model, *messages, **config))


def request(name: str, *messages: tuple[str, str], **config: Any) -> Any:
    """DSPy's own request."""
    from dspy.lm15 import Config, Message, Request

    said = tuple(Message.user(text) if role == "user" else Message.assistant(text) for role, text in messages)
    return Request(model=name, messages=said, config=Config(**config))


@pytest.mark.model
def test_the_answer_goes_on_from_its_beginning_until_a_stop(model):
    begun = "```python\ndef add(a, b):"
    said = ask(
        model, ("user", "Write add(a, b)."), ("assistant", begun), temperature=0.0, max_tokens=60, stop=("\n```",)
    )
    assert said.message.text.startswith(begun)
    assert "return a + b" in said.message.text
    assert not said.message.text.endswith("```")
    assert said.finish_reason == "stop"
    assert said.usage.output_tokens > 0


@pytest.mark.model
def test_a_seed_fixes_the_answer_whatever_was_asked_before(model):
    texts = []
    for seed in (1, 2, 1):
        texts.append(ask(model, ("user", "Tell a story."), seed=seed, max_tokens=20, temperature=1.0).message.text)
    assert texts[0] == texts[2] != texts[1]


@pytest.mark.model
def test_a_schema_binds_the_answer(model):
    properties = {"colour": {"enum": ["red", "green"]}, "count": {"type": "integer", "minimum": 3, "maximum": 5}}
    schema = {
        "type": "object",
        "properties": properties,
        "required": ["colour", "count"],
        "additionalProperties": False,
    }
    said = ask(model, ("user", "hello"), max_tokens=60, response_format={"type": "json_schema", "schema": schema})
    told = json.loads(said.message.text)
    assert told["colour"] in ("red", "green")
    assert 3 <= told["count"] <= 5


@pytest.mark.model
def test_refusals_are_dspy_errors(model):
    import dspy

    with pytest.raises(dspy.ContextWindowExceededError):
        ask(model, ("user", "word " * 6000), max_tokens=5)
    with pytest.raises(dspy.LMInvalidRequestError):
        ask(model, ("user", "x"), max_tokens=5, response_format={"type": "json_schema", "schema": {"type": "objec"}})
    assert ask(model, ("user", "x"), max_tokens=3).message.text


async def cancel_after(model: LocalModel, seconds: float) -> float:
    """Seconds from a cancel until the model is free, while it reads or writes a lot."""
    long = asyncio.create_task(answer(model, ("user", "Tell a long story. " * 60), max_tokens=3000))
    await asyncio.sleep(seconds)
    began = time.perf_counter()
    long.cancel()
    with pytest.raises(asyncio.CancelledError):
        await long
    await asyncio.get_running_loop().run_in_executor(model.worker, int)
    return time.perf_counter() - began


@pytest.mark.alone
@pytest.mark.model
@pytest.mark.parametrize("seconds", [0.3, 3.0])
def test_cancelling_frees_the_model(model, seconds):
    # The best of three: another process may hold the core for longer than that.
    assert min(asyncio.run(cancel_after(model, seconds)) for _ in range(3)) < 0.1


@pytest.mark.model
def test_requests_at_once_are_answered_one_after_another(model):
    async def both() -> list[Any]:
        return await asyncio.gather(
            *(answer(model, ("user", "Name a city."), max_tokens=5, seed=1) for _ in range(3))
        )

    assert len({said.message.text for said in asyncio.run(both())}) == 1


@pytest.mark.model
def test_the_blocking_way_in_works_too(model):
    lm = asyncio.run(open_local_lm(Settings(max_tokens=16), model))
    assert lm.model == LOCAL_LM
    assert lm(request(lm.model, ("user", "hello"), max_tokens=4)).message.text


QUIET = """
import asyncio
from devloop_nb.lm.local_engine import close_local_lm, open_local_lm
from devloop_nb.values.settings import Settings
lm = asyncio.run(open_local_lm(Settings()))
from dspy.lm15 import Config, Message, Request
lm(Request(model=lm.model, messages=(Message.user("hello"),), config=Config(max_tokens=200)))
close_local_lm()
"""


@pytest.mark.model
def test_llama_says_nothing_of_itself():
    done = subprocess.run([sys.executable, "-c", QUIET], capture_output=True, text=True, timeout=300, check=True)
    assert "llama" not in done.stdout + done.stderr
    assert "ggml" not in done.stdout + done.stderr


def test_closing_what_was_never_opened_does_nothing():
    close_local_lm()
    close_local_lm()


def test_a_file_that_is_no_model_is_refused(tmp_path):
    bad = tmp_path / "weights.gguf"
    bad.write_bytes(b"GGUF but not really")
    with pytest.raises(ModelUnavailable, match="devloop-nb model"):
        asyncio.run(open_local_lm(Settings(), LocalModel(lambda: bad)))


MISSING = """
import asyncio, sys
sys.modules["xllamacpp"] = None
from devloop_nb.lm.local_engine import open_local_lm
from devloop_nb.values.errors import ModelUnavailable
from devloop_nb.values.settings import Settings
try:
    asyncio.run(open_local_lm(Settings()))
except ModelUnavailable as error:
    print(error.line)
"""


def test_without_llama_the_error_names_the_extra(tmp_path: Path):
    done = subprocess.run([sys.executable, "-c", MISSING], capture_output=True, text=True, timeout=300, check=True)
    assert "the extra 'local'" in done.stdout
    assert "pip install 'devloop-nb[local]'" in done.stdout
