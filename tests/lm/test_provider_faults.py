"""No answer at all is one line that says what to do; nothing is kept of it, and nothing is left hanging."""

import asyncio
import traceback
from typing import Any

import pytest
from hosted_call import FORM, MODEL, WELL, ask
from model_server import CUT, HANGING, Answer, ModelServer, Reply, failing, in_turn, refusing_key
from recorder import Recorder

from devloop_nb.lm.ask import Ask
from devloop_nb.lm.chat import ask_in_chat
from devloop_nb.lm.hosted import open_hosted_lm
from devloop_nb.lm.ledger import Ledger
from devloop_nb.values.errors import ModelUnavailable
from devloop_nb.values.settings import Settings

TOO_LONG = b'{"error": {"message": "The maximum context length is 9 tokens", "code": "context_length_exceeded"}}'
NO_MODEL = b'{"error": {"message": "The model `x` does not exist", "code": "model_not_found"}}'


def refusal(told: Recorder, **given: Any) -> ModelUnavailable:
    with pytest.raises(ModelUnavailable) as caught:
        ask(told, **given)
    return caught.value


FAILING: dict[str, tuple[Answer | Reply, str]] = {
    "the key is refused": (refusing_key, "refused the key. Check OPENAI_API_KEY"),
    "not allowed": (failing(403, "no"), "Check OPENAI_API_KEY"),
    "no money": (failing(402, "pay"), "no credit"),
    "no such model": (Reply(status=404, body=NO_MODEL), "no such model"),
    "a wrong address": (failing(404, "Not Found"), "refused the request: Not Found"),
    "a bad request": (failing(400, "max_tokens is too large"), "max_tokens is too large"),
    "too long a prompt": (Reply(status=400, body=TOO_LONG), "longer than the model can read"),
    "rate limit": (failing(429, "slow down"), "limits the rate"),
    "server error": (failing(500, "oh dear"), "failed: oh dear"),
    "overloaded": (failing(503, "busy"), "failed: busy"),
    "the connection breaks": (CUT, "connection failed"),
}


@pytest.mark.parametrize("story", FAILING)
def test_no_answer_is_one_line_that_says_what_to_do(story: str, key: str) -> None:
    answer, words = FAILING[story]
    told = Recorder()
    with ModelServer(answer) as server:
        error = refusal(told, api_base=server.url)
    assert words in error.line
    assert error.mend
    assert "\n" not in error.line
    assert len(server.hits) == 1
    assert told.kinds == ["call_started", "call_failed", "noted"]
    assert told.said == [("ERROR", error.line)]
    everything = "".join(traceback.format_exception(error)) + told.text() + repr(vars(error))
    assert key not in everything
    assert key[-6:] not in everything
    assert error.__context__ is None


def test_a_call_without_an_answer_is_made_again() -> None:
    told = Recorder()
    with ModelServer(in_turn(failing(500), WELL)) as server:
        refusal(told, api_base=server.url)
        call = ask(told, api_base=server.url, calls=told.calls)
    assert call.fields
    assert len(server.hits) == 2


def test_nobody_there() -> None:
    with ModelServer(WELL) as server:
        url = server.url
    error = refusal(Recorder(), api_base=url)
    assert "connection failed" in error.line
    assert "api_base" in error.mend


def test_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    with ModelServer(WELL) as server:
        error = refusal(Recorder(), api_base=server.url)
    assert "Set OPENAI_API_KEY" in error.line
    assert not server.hits


def test_a_hanging_provider_is_left_and_hears_of_it() -> None:
    with ModelServer(HANGING) as server:
        error = refusal(Recorder(), api_base=server.url, call_seconds=0.3, retries=3)
        assert "0.3 s were not enough" in error.line
        assert gone(server)
    assert len(server.hits) == 1


def test_stopping_a_run_stops_the_request() -> None:
    settings = Settings(lm=MODEL, call_seconds=60, retries=3)
    told = Recorder()

    async def stopped(url: str) -> None:
        async with open_hosted_lm(settings.model_copy(update={"api_base": url})) as lm:

            async def opened() -> Any:
                return lm

            asking = Ask(MODEL, opened, Ledger({}, told.emit), settings, str)
            task = asyncio.create_task(ask_in_chat(asking, "k", "code", FORM))
            assert await asyncio.to_thread(asked, server)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert await asyncio.to_thread(gone, server)

    with ModelServer(HANGING) as server:
        asyncio.run(stopped(server.url))
    assert told.kinds == ["call_started"]


def asked(server: ModelServer) -> bool:
    """Whether the request has arrived."""
    return any(server.hits or server.closing.wait(0.02) for _ in range(500))


def gone(server: ModelServer) -> bool:
    """Whether the client hung up; the handler looks every 20 ms, and has up to 10 s on a busy machine."""
    return any(server.hits[0].gone or server.closing.wait(0.02) for _ in range(500))


def test_transient_failures_are_tried_again() -> None:
    told = Recorder()
    with ModelServer(in_turn(failing(500), failing(429, Retry_After="0"), WELL)) as server:
        call = ask(told, api_base=server.url, retries=2)
    assert call.fields
    assert len(server.hits) == 3
    assert [level for level, _ in told.said] == ["WARN", "WARN"]
    assert "trying again in" in told.said[0][1]


def test_the_provider_says_when() -> None:
    with ModelServer(in_turn(failing(429, Retry_After="1"), WELL)) as server:
        ask(Recorder(), api_base=server.url, retries=1)
    first, second = server.hits
    assert second.at - first.at >= 1.0


def test_a_wait_that_is_longer_than_the_time_there_is_is_not_begun() -> None:
    with ModelServer(failing(429, Retry_After="3600")) as server:
        error = refusal(Recorder(), api_base=server.url, retries=3)
    assert len(server.hits) == 1
    assert "Try again after" in error.line
