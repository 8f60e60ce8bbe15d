"""What a provider can do to us: every answer is a call, everything else one line that says what to do."""

import asyncio
import os
import traceback
from collections.abc import Mapping
from typing import Any

import pytest
from model_server import (
    CUT,
    EMPTY,
    HANGING,
    HTML,
    MALFORMED,
    NO_CHOICES,
    NULL,
    PROSE,
    TRUNCATED,
    Answer,
    ModelServer,
    Reply,
    chat,
    failing,
    in_turn,
    refusing_key,
)
from recorder import Recorder

from devloop_nb.lm.ask import Ask
from devloop_nb.lm.chat import Form, ask_in_chat
from devloop_nb.lm.hosted import open_hosted_lm
from devloop_nb.lm.ledger import Ledger
from devloop_nb.values.call import Call
from devloop_nb.values.errors import ModelUnavailable
from devloop_nb.values.secrets import Redactor, secret_values
from devloop_nb.values.settings import Settings

MODEL = "openai/gpt-4o-mini"
FORM = Form("Halve it.", {"task": ("what to do", "halve x")}, {"code": ("the code", str)})
WELL = chat(code="def half(x):\n    return x / 2")
TOO_LONG = (
    b'{"error": {"message": "This model\'s maximum context length is 9 tokens", "code": "context_length_exceeded"}}'
)
NO_MODEL = b'{"error": {"message": "The model `x` does not exist", "code": "model_not_found"}}'


def ask(
    told: Recorder, form: Form = FORM, key: str = "code/half/1", calls: Mapping[str, Call] = {}, **given: Any
) -> Call:
    settings = Settings(**({"lm": MODEL, "retries": 0, "call_seconds": 20} | given))

    async def once() -> Call:
        async with open_hosted_lm(settings) as lm:

            async def opened() -> Any:
                return lm

            redact = Redactor(secret_values(os.environ))
            return await ask_in_chat(
                Ask(MODEL, opened, Ledger(calls, told.emit), settings, redact), key, "code", form
            )

    return asyncio.run(once())


def refusal(told: Recorder, **given: Any) -> ModelUnavailable:
    with pytest.raises(ModelUnavailable) as caught:
        ask(told, **given)
    return caught.value


def test_an_answer_is_a_call() -> None:
    told = Recorder()
    with ModelServer(WELL) as server:
        call = ask(told, api_base=server.url, temperature=0.3, max_tokens=99)
    assert call.fields == {"code": "def half(x):\n    return x / 2"}
    assert (call.key, call.role, call.lm, call.finish, call.problem) == ("code/half/1", "code", MODEL, "stop", "")
    assert (call.tokens_in, call.tokens_out) == (10, 5)
    assert call.usd == pytest.approx(10 * 0.15e-6 + 5 * 0.6e-6)
    assert call.text == WELL
    assert call.seconds > 0
    assert told.kinds == ["call_started", "call_ended"]
    (hit,) = server.hits
    assert (hit.body["model"], hit.body["temperature"], hit.body["max_completion_tokens"]) == ("gpt-4o-mini", 0.3, 99)
    assert all(message["content"] in call.prompt for message in hit.body["messages"])


def test_what_was_answered_is_not_asked_again() -> None:
    told = Recorder()
    with ModelServer(WELL) as server:
        first = ask(told, api_base=server.url)
        again = ask(told, api_base=server.url, calls=told.calls)
        ask(told, api_base=server.url, calls=told.calls, key="code/half/2")
    assert again == first
    assert len(server.hits) == 2
    assert told.kinds == ["call_started", "call_ended"] * 2


UNUSABLE: dict[str, tuple[Reply | str, str]] = {
    "truncated": (TRUNCATED, "cut off at 5 tokens"),
    "empty": (EMPTY, "empty"),
    "blank": (Reply(" \n"), "empty"),
    "null": (NULL, "empty"),
    "prose": (PROSE, "could not be parsed: it lacks code"),
    "no choices": (NO_CHOICES, "empty"),
    "withheld": (Reply("", finish="content_filter"), "content filter"),
    "malformed": (MALFORMED, "no completion"),
    "a web page": (HTML, "no completion"),
    "no body": (Reply(body=b""), "no completion"),
    "not an object": (Reply(body=b"[1]"), "no completion"),
    "other choices": (Reply(body=b'{"choices": 5}'), "no completion"),
    "not UTF-8": (Reply(body=b"\xff\xfe{}"), "no completion"),
}


@pytest.mark.parametrize("story", UNUSABLE)
def test_an_answer_that_is_of_no_use_is_an_answer(story: str) -> None:
    reply, problem = UNUSABLE[story]
    told = Recorder()
    with ModelServer(reply) as server:
        call = ask(told, api_base=server.url, retries=2)
    assert problem in call.problem
    assert len(server.hits) == 1
    assert told.calls == {"code/half/1": call}
    assert "\n" not in call.problem


def test_the_raw_text_of_a_bad_answer_is_kept() -> None:
    told = Recorder()
    with ModelServer(PROSE) as server:
        assert ask(told, api_base=server.url).text == PROSE.text


def test_an_answer_in_json_is_read_too() -> None:
    told = Recorder()
    with ModelServer('Sure!\n```json\n{"code": "x = 1"}\n```') as server:
        call = ask(told, api_base=server.url)
    assert (call.fields, call.problem) == ({"code": "x = 1"}, "")
    assert len(server.hits) == 1


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
    assert told.kinds == ["call_started", "noted"]
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


def test_secrets_in_the_inputs_are_not_sent(key: str) -> None:
    told = Recorder()
    form = Form("Halve it.", {"task": ("what to do", f"log in with {key}")}, {"code": ("the code", str)})
    with ModelServer(lambda hit: chat(code=hit.headers["authorization"])) as server:
        call = ask(told, form, api_base=server.url)
    assert "log in with [OPENAI_API_KEY]" in call.prompt
    assert "log in with [OPENAI_API_KEY]" in server.hits[0].prompt
    assert server.hits[0].headers["authorization"] == f"Bearer {key}"
    assert call.fields == {"code": "Bearer [OPENAI_API_KEY]"}
    assert key not in told.text()


def test_half_characters_are_spelled_out() -> None:
    told = Recorder()
    form = Form("Halve it.", {"task": ("what to do", "say \ud83d")}, {"code": ("the code", str)})
    with ModelServer(chat(code="x = '\udc80'")) as server:
        call = ask(told, form, api_base=server.url)
    assert call.fields == {"code": r"x = '\udc80'"}
    assert r"say \ud83d" in server.hits[0].prompt
    assert told.text().encode("utf-8")


def test_two_megabytes_are_read() -> None:
    code = "x = 1\n" * 350_000
    with ModelServer(chat(code=code)) as server:
        assert len(ask(Recorder(), api_base=server.url).fields["code"]) > 2_000_000


def test_the_same_question_twice_is_two_requests() -> None:
    told = Recorder()
    with ModelServer(WELL) as server:
        ask(told, api_base=server.url)
        ask(told, api_base=server.url, key="code/half/2")
    assert len(server.hits) == 2


def test_nothing_is_left_in_the_users_dspy(capsys: pytest.CaptureFixture[str]) -> None:
    import dspy

    before = dspy.settings.copy()
    with ModelServer(TRUNCATED) as server:
        ask(Recorder(), api_base=server.url)
    assert dspy.settings.copy() == before
    assert not dspy.settings.trace
    assert capsys.readouterr().err == ""
