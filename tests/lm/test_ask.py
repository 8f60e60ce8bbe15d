"""Whatever a provider answers is a call: once a key, without secrets, and with its raw text."""

import pytest
from hosted_call import MODEL, WELL, ask
from model_server import EMPTY, HTML, MALFORMED, NO_CHOICES, NULL, PROSE, TRUNCATED, ModelServer, Reply, chat
from recorder import Recorder

from devloop_nb.lm.chat import Form


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
    "prose": (PROSE, "another form than asked for: it lacks code"),
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
