"""A model that the user gave to DSPy streams where DSPy's own client asks it, and is asked as ever where not."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import dspy
from hosted_call import FORM, MODEL, WELL
from model_server import ModelServer, Reply, in_turn
from recorder import Recorder
from stream_desk import Desk, watched

from devloop_nb.lm.ask import Ask
from devloop_nb.lm.chat import ask_in_chat
from devloop_nb.lm.configured import open_configured_lm
from devloop_nb.lm.ledger import Ledger
from devloop_nb.lm.streaming import can_stream
from devloop_nb.lm.writing import Writing
from devloop_nb.values.call import Call
from devloop_nb.values.settings import Settings


class Engine:
    """One that was made by hand and has no streams."""

    async def complete(self, request: Any) -> Any:
        message = dspy.lm15.Message.assistant(WELL)
        usage = dspy.lm15.Usage(input_tokens=3, output_tokens=4)
        return dspy.lm15.Response(id="1", model=request.model, message=message, finish_reason="stop", usage=usage)


class SyncEngine:
    def complete(self, request: Any) -> Any:
        return asyncio.run(Engine().complete(request))


@contextmanager
def hand_made() -> Iterator[Any]:
    yield dspy.LM("mine/engine", engine=SyncEngine(), async_engine=Engine())


def test_what_cannot_stream_is_not_asked_to() -> None:
    class Own(dspy.LM):
        """Whatever it does."""

    with hand_made() as lm:
        assert not can_stream(lm)
    assert not can_stream(Own(MODEL))
    assert not can_stream(dspy.LM(MODEL, model_type="responses"))
    assert not can_stream(dspy.LM(MODEL, engine="litellm"))
    assert not can_stream(dspy.utils.DummyLM([{"code": "x"}]))
    assert can_stream(dspy.LM(MODEL))


def asked(lm: Any, writing: Writing) -> tuple[list[str | None], Call]:
    async def whole() -> tuple[list[str | None], Call]:
        async with open_configured_lm(lm) as own:

            async def opened() -> Any:
                return own

            ask = Ask(lm.model, opened, Ledger({}, Recorder().emit, writing=writing), Settings(), str)
            task, seen = asyncio.create_task(ask_in_chat(ask, "k", "code", FORM)), list[str | None]()
            while not task.done():
                await asyncio.sleep(0.002)
                seen += writing.so_far().values()
            return seen, await task

    return asyncio.run(whole())


def test_the_users_own_lm_streams_where_dspy_can() -> None:
    with ModelServer(in_turn(Reply(WELL, pause=0.02), Reply(WELL, whole=True))) as server:
        lm = dspy.LM(MODEL, api_base=server.url)
        seen, call = asked(lm, Writing())
        assert len({said for said in seen if said}) > 3
        assert call.fields
        assert asked(lm, Writing())[1].fields
    assert [hit.body.get("stream") for hit in server.hits] == [True, True]
    assert not lm.history and not lm._engine_store


def test_the_users_own_engine_is_asked_as_ever() -> None:
    with hand_made() as lm:
        seen, call = asked(lm, Writing())
    assert call.fields
    assert set(seen) <= {None}


def test_the_users_own_streaming_is_left_alone() -> None:
    class Sent:
        async def send(self, chunk: Any) -> None:
            raise AssertionError(chunk)

    with dspy.context(send_stream=Sent(), stream_listeners=[object()]):
        desk = Desk(Reply(WELL, pause=0.01))
        seen, call = desk.do(watched)
    assert call.fields and any(seen)
