"""A server that streams, and one ``Ask`` of it whose answer is watched while it grows."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from hosted_call import FORM, MODEL
from model_server import KEY, Answer, ModelServer, Reply
from recorder import Recorder

from devloop_nb.lm.ask import Ask
from devloop_nb.lm.chat import ask_in_chat
from devloop_nb.lm.hosted import open_hosted_lm
from devloop_nb.lm.ledger import Ledger
from devloop_nb.lm.writing import Writing
from devloop_nb.values.call import Call
from devloop_nb.values.secrets import Redactor
from devloop_nb.values.settings import Settings

STREAM = {"Content-Type": "text/event-stream"}


def raw(*pieces: bytes) -> Reply:
    """A stream as it is written here."""
    return Reply(body=b"".join(pieces), headers=STREAM)


class Desk:
    """A server, and one ``Ask`` of it."""

    def __init__(self, answer: Answer | Reply | str, **given: Any) -> None:
        self.server, self.told, self.writing = ModelServer(answer), Recorder(), Writing()
        self._given = {"lm": MODEL, "retries": 1, "call_seconds": 20} | given

    def do(self, work: Callable[["Desk", Ask], Awaitable[Any]]) -> Any:
        async def whole() -> Any:
            settings = Settings(**self._given, api_base=self.server.url)
            async with open_hosted_lm(settings) as lm:

                async def opened() -> Any:
                    return lm

                redact = Redactor({KEY: "OPENAI_API_KEY"})
                ledger = Ledger({}, self.told.emit, writing=self.writing)
                return await work(self, Ask(settings.lm, opened, ledger, settings, redact))

        with self.server:
            return asyncio.run(whole())

    @property
    def streams(self) -> list[bool]:
        """Of each request, whether it asked for a stream."""
        return [hit.body.get("stream", False) for hit in self.server.hits]


async def once(desk: Desk, ask: Ask) -> Call:
    return await ask_in_chat(ask, "code/half/1", "code", FORM)


async def watched(desk: Desk, ask: Ask) -> tuple[list[str | None], Call]:
    """Everything that could be seen of the answer, and the answer."""
    task, seen = asyncio.create_task(once(desk, ask)), list[str | None]()
    while not task.done():
        await asyncio.sleep(0.002)
        seen += [said for said in desk.writing.so_far().values() if not seen or said != seen[-1]]
    return seen, await task
