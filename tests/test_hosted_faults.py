"""A hosted model that fails in every way we know of: it costs what the limits say, loses nothing and leaks no key."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from halving import HALF, RIGHT, ROUNDED
from model_server import (
    CUT,
    EMPTY,
    HANGING,
    HTML,
    KEY,
    MALFORMED,
    NO_CHOICES,
    NULL,
    PROSE,
    Answer,
    Hit,
    ModelServer,
    Reply,
    chat,
    event,
    failing,
    refusing_key,
)

from devloop_nb.frontends.describe import describe
from devloop_nb.session import Session
from devloop_nb.values.errors import ModelUnavailable
from devloop_nb.values.events import Recorded
from devloop_nb.values.run_state import RunState
from devloop_nb.values.settings import Settings
from devloop_nb.values.spec_text import parse_spec
from devloop_nb.wiring import open_session

pytestmark = pytest.mark.usefixtures("hosted_key")
LIMITS = {
    "run_calls": 6,
    "run_tokens": 12_000,
    "retries": 1,
    "call_seconds": 2.0,
    "max_tokens": 200,
    "attempts": 4,
    "review": False,
}


def fenced(code: str) -> str:
    return chat(code=f"```python\n{code}```")


class Provider:
    """Answers well at first, then fails in one way until it is ``mended``; its requests are counted."""

    def __init__(self, fault: Answer | Reply | str) -> None:
        self.fault, self.asked, self.mended = fault, 0, False

    def __call__(self, hit: Hit) -> Reply | str:
        self.asked += 1
        if self.asked == 1:
            return fenced(ROUNDED)
        if self.mended:
            return fenced(RIGHT)
        return self.fault(hit) if callable(self.fault) else self.fault


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def desk(home: Path) -> Iterator[tuple[asyncio.Runner, Session]]:
    """One session for all stories: its kernels stay warm."""
    with asyncio.Runner() as runner:

        async def opened() -> Session:
            return open_session(home)

        session = runner.run(opened())
        yield runner, session
        runner.run(session.close())


class Story:
    """A run of ``half`` with a provider of that name, everything that was told of it, and what it ended with."""

    def __init__(self, name: str, desk: tuple[asyncio.Runner, Session], url: str) -> None:
        self.told: list[str] = []
        self.error = ""
        self._runner, self._session = desk
        self._settings = Settings(lm=f"openai/{name}", api_base=url, **LIMITS)  # type: ignore[arg-type] # a table

    def begin(self) -> RunState:
        return self._runner.run(self._begin())

    def go_on(self) -> RunState:
        newest = self._runner.run(self._session.find()).run
        return self._runner.run(self._session.resume(newest, listen=self._hear, limits={"run_tokens": 50_000}))

    def _hear(self, recorded: Recorded, _: RunState) -> None:
        self.told += [describe(recorded), recorded.model_dump_json()]

    async def _begin(self) -> RunState:
        try:
            await self._session.develop(parse_spec(HALF, "half"), self._settings, rerun=True, listen=self._hear)
        except ModelUnavailable as error:
            self.error = error.line
        return await self._session.find()


def assert_no_key(home: Path, *texts: str) -> None:
    """Neither the key nor its end, which masked ones show, in any file or text."""
    files = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    for told in (*files, *(text.encode("utf-8", "backslashreplace") for text in texts)):
        assert KEY.encode() not in told
        assert KEY[-6:].encode() not in told


def echo(hit: Hit) -> Reply:
    """A server that repeats all it was sent."""
    return failing(400, f"cannot read {json.dumps(hit.headers)}")


BUSY = event({"error": {"message": "overloaded", "code": "server_error"}})
BEGUN = event({"choices": [{"index": 0, "delta": {"content": "```python"}, "finish_reason": None}]})
BROKEN = Reply(body=BEGUN + BUSY, headers={"Content-Type": "text/event-stream"})
# The fault, what the user is told, and the requests that it may cost beside the first.
SILENT: dict[str, tuple[Answer | Reply | str, str, int]] = {
    "400": (failing(400, "max_tokens is too large"), "refused the request: max_tokens is too large", 1),
    "401": (refusing_key, "refused the key. Check OPENAI_API_KEY", 1),
    "402": (failing(402, "pay"), "no credit or quota left", 1),
    "403": (failing(403, "not yours"), "refused the key", 1),
    "404": (failing(404, "no such route"), "refused the request: no such route", 1),
    "405": (failing(405, "POST is not allowed"), "POST is not allowed", 1),
    "408": (failing(408, "slow"), "timed out", 2),
    "409": (failing(409, "conflict"), "conflict", 2),
    "413": (failing(413, "too large"), "too large", 1),
    "422": (failing(422, "what is temperature?"), "what is temperature?", 1),
    "429": (failing(429, "slow down", Retry_After="0"), "limits the rate", 2),
    "429 for an hour": (failing(429, "slow down", Retry_After="3600"), "Try again after", 1),
    "500": (failing(500, "oh dear"), "failed: oh dear", 2),
    "502": (failing(502, "bad gateway"), "failed: bad gateway", 2),
    "503": (failing(503, "busy"), "failed: busy", 2),
    "529": (failing(529, "overloaded"), "overloaded", 2),
    "a hang": (HANGING, "2 s were not enough", 1),
    "a cut connection": (CUT, "connection failed", 2),
    "a key in an error": (echo, "refused the request", 1),
    "a hang in mid-stream": (Reply(fenced(RIGHT), stall=60.0), "2 s were not enough", 1),
    "an error in mid-stream": (BROKEN, "failed: overloaded", 2),
    "no stream, and a cut connection": (Reply(fenced(RIGHT), whole=True, cut=True), "connection failed", 2),
}


@pytest.mark.parametrize("name", SILENT)
def test_no_answer(
    name: str, desk: tuple[asyncio.Runner, Session], home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    fault, words, most = SILENT[name]
    provider = Provider(fault)
    with ModelServer(provider) as server:
        story = Story(f"silent-{name.replace(' ', '-')}", desk, server.url)
        stopped = story.begin()
        assert (stopped.status, len(stopped.modules["half"].finished)) == ("stopped", 1)
        assert words in stopped.reason
        assert "\n" not in stopped.reason
        assert stopped.reason == story.error
        assert 2 <= len(server.hits) <= 1 + most
        assert stopped.spent.requests == len(server.hits)
        provider.mended = True
        asked = len(server.hits)
        ended = story.go_on()
        assert (ended.status, len(server.hits)) == ("success", asked + 1)
        assert ended.modules["half"].attempts[0] == stopped.modules["half"].attempts[0]
    assert_no_key(home, *story.told, story.error, *capfd.readouterr())


DIFF = "```diff\n--- half.py\n+++ half.py\n@@ -1,2 +1,2 @@\n def half(x):\n-    return x // 2\n+    return x / 2\n```"
TWO = f"Either\n```python\n{ROUNDED}```\nor\n```python\nprint('no')\n```"
TRUNCATED = Reply(chat(code=f"```python\n{RIGHT}").removesuffix("[[ ## completed ## ]]"), finish="length")
LONG = "x = 1\n" * 3_500_000
# The answer, what its draft is said to be, and whether its code may run.
USELESS: dict[str, tuple[Answer | Reply | str, str]] = {
    "an empty answer": (EMPTY, "the answer was empty"),
    "no body": (Reply(body=b""), "no completion"),
    "null": (NULL, "the answer was empty"),
    "no choices": (NO_CHOICES, "the answer was empty"),
    "prose": (PROSE, "the answer holds no Python code"),
    "cut off": (TRUNCATED, "the answer was cut off"),
    "withheld": (Reply(fenced(RIGHT), finish="content_filter"), "content filter"),
    "bad JSON": (MALFORMED, "no completion"),
    "a web page": (HTML, "no completion"),
    "20 MB": (Reply(fenced(LONG)), "more than 4,000,000 characters"),
    "20 MB of nothing": (Reply(body=b" " * 20_000_000), "no completion"),
}


@pytest.mark.parametrize("name", USELESS)
def test_an_answer_of_no_use(
    name: str, desk: tuple[asyncio.Runner, Session], home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    fault, words = USELESS[name]
    provider = Provider(fault)

    def once(hit: Hit) -> Reply | str:
        provider.mended = provider.asked >= 2
        return provider(hit)

    with ModelServer(once) as server:
        story = Story(f"useless-{name.replace(' ', '-')}", desk, server.url)
        ended = story.begin()
        attempts = ended.modules["half"].attempts
        assert (ended.status, len(server.hits), len(attempts)) == ("success", 3, 3)
        assert words in (attempts[1].draft.problem if attempts[1].draft else "")
        assert (attempts[1].code, attempts[1].total) == ("", 0.0)
        assert attempts[1].outcome
        assert not attempts[1].outcome.receipt
    assert_no_key(home, *story.told, *capfd.readouterr())


USABLE: dict[str, tuple[Answer | Reply | str, str]] = {
    "two code blocks": (chat(code=TWO), ROUNDED),
    "a diff": (chat(code=DIFF), RIGHT),
    "half characters": (fenced(f"#: \ud83d\n{RIGHT}"), f"#: \\ud83d\n{RIGHT}"),
    "no streams": (Reply(fenced(RIGHT), whole=True), RIGHT),
    "no format at all": (f"Sure!\n```python\n{RIGHT}```", RIGHT),
    "JSON in place of the format": (json.dumps({"code": RIGHT}), RIGHT),
    "a key in the code": (
        lambda hit: fenced(f"# {hit.headers['authorization']}\n{RIGHT}"),
        f"# Bearer [OPENAI_API_KEY]\n{RIGHT}",
    ),
}


@pytest.mark.parametrize("name", USABLE)
def test_code_that_can_be_made_out(
    name: str, desk: tuple[asyncio.Runner, Session], home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    fault, code = USABLE[name]
    provider = Provider(fault)
    with ModelServer(provider) as server:
        story = Story(f"usable-{name.replace(' ', '-')}", desk, server.url)
        ended = story.begin()
        assert ended.modules["half"].attempts[1].code.strip() == code.strip()
        assert len(server.hits) == len(ended.calls) <= LIMITS["attempts"]
    assert_no_key(home, *story.told, *capfd.readouterr())


def test_a_redirect_to_another_host_is_not_followed(desk: tuple[asyncio.Runner, Session], home: Path) -> None:
    with ModelServer(fenced(RIGHT)) as other:
        moved = {"Location": f"{other.url.replace('127.0.0.1', 'localhost')}/chat/completions"}
        for status in (301, 302, 307, 308):
            provider = Provider(Reply(status=status, body=b"", headers=moved))
            with ModelServer(provider) as server:
                story = Story(f"moved-{status}", desk, server.url)
                assert story.begin().status == "stopped"
                assert f"(HTTP {status}), which is not followed" in story.error
                assert len(server.hits) == 2
        assert not other.hits


def test_a_provider_that_stays_away_is_left_alone(desk: tuple[asyncio.Runner, Session], home: Path) -> None:
    """Six failures of a model, over as many runs as it takes, and no request is sent for a while."""
    with ModelServer(failing(503, "busy")) as server:
        story = Story("stays-away", desk, server.url)
        while len(server.hits) < 6:
            story.begin()
        assert "6 of its last 6 requests failed; it is not asked for" in story.error
        assert story.begin().status == "stopped"
        assert len(server.hits) == 6
        assert "is not asked" in story.error
    assert any("requests failed; it is not asked for 30 s" in line for line in story.told)
