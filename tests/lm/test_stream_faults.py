"""A provider that streams badly, or not at all, costs no answer and is paid no more than it must be."""

import asyncio

import pytest
from hosted_call import FORM, WELL
from model_server import Answer, Reply, event, events, failing, in_turn
from stream_desk import Desk, once, raw

from devloop_nb.lm.ask import Ask
from devloop_nb.lm.chat import ask_in_chat
from devloop_nb.values.call import Call
from devloop_nb.values.errors import ModelUnavailable

GOOD = events(Reply(WELL), {"stream_options": {"include_usage": True}})
BUSY = {"error": {"message": "overloaded", "code": "server_error"}}
SLOWER = {"error": {"message": "slow down", "code": "rate_limit_exceeded"}}
LONG = event({"choices": [{"index": 0, "delta": {"content": "x" * 70_000}, "finish_reason": "stop"}]})


async def twice(desk: Desk, ask: Ask) -> Call:
    first = await once(desk, ask)
    await ask_in_chat(ask, "code/half/2", "code", FORM)
    return first


def refusing(words: str, status: int = 400) -> Answer:
    return lambda hit: failing(status, words) if hit.body.get("stream") else Reply(WELL)


# The reply to the first request, and whether it may have cost something.
IN_THE_WAY: dict[str, tuple[Answer | Reply, bool]] = {
    "it must be verified": (refusing("Your organization must be verified to stream this model."), False),
    "an unknown field": (refusing("Extra inputs are not permitted: stream_options", 422), False),
    "it is not built": (refusing("streaming is not implemented", 501), False),
    "no end": (in_turn(raw(*GOOD[:-3]), WELL), True),
    "no events": (in_turn(raw(), WELL), True),
    "no JSON": (in_turn(raw(*GOOD[:5], b"data: {oh\n\n"), WELL), True),
    "a long line": (in_turn(raw(LONG), WELL), True),
}


@pytest.mark.parametrize("story", IN_THE_WAY)
def test_where_streams_are_in_the_way_it_is_asked_without(story: str) -> None:
    """Once, and from then on."""
    answer, paid = IN_THE_WAY[story]
    desk = Desk(answer)
    call = desk.do(twice)
    assert call.fields and not call.problem
    assert desk.streams == [True, False, False]
    assert (call.requests, call.lost > 0) == (2, paid)
    assert [level for level, _ in desk.told.said] == ["WARN"]
    assert "cannot stream" in desk.told.said[0][1]


UNASKED: dict[str, Reply] = {
    "one JSON": Reply(WELL, whole=True),
    "another type": Reply(body=b"".join(GOOD), headers={"Content-Type": "text/plain"}),
    "pinging first": raw(b": keep-alive\n\n", b"event: ping\n\n", *GOOD),
}


@pytest.mark.parametrize("story", UNASKED)
def test_a_server_that_streams_in_its_own_way_is_paid_once(story: str) -> None:
    desk = Desk(UNASKED[story])
    call = desk.do(once)
    assert call.fields and (call.tokens_in, call.tokens_out) == (10, 5)
    assert (call.requests, call.lost, desk.streams) == (1, 0, [True])
    assert not desk.told.said


# The reply to the first request, and whether it may have cost something.
PASSING: dict[str, tuple[Reply, bool]] = {
    "a lost connection": (Reply(WELL, cut=True), True),
    "an error in the middle": (raw(*GOOD[:5], event(BUSY)), True),
    "an error at once": (raw(event(SLOWER)), False),
}


@pytest.mark.parametrize("story", PASSING)
def test_what_passes_is_tried_again_and_what_had_begun_is_counted(story: str) -> None:
    reply, paid = PASSING[story]
    desk = Desk(in_turn(reply, WELL))
    call = desk.do(once)
    assert call.fields and not call.problem
    assert desk.streams == [True, True]
    assert (call.requests, call.lost > 0) == (2, paid)


def test_an_error_in_the_middle_is_told_as_what_it_is() -> None:
    desk = Desk(raw(*GOOD[:5], event(BUSY)), retries=0)
    with pytest.raises(ModelUnavailable, match="failed: overloaded"):
        desk.do(once)


def test_a_cut_off_and_a_withheld_answer_are_known_as_such() -> None:
    assert "cut off" in Desk(Reply(WELL, finish="length")).do(once).problem
    assert "filter" in Desk(Reply(WELL, finish="content_filter")).do(once).problem
    assert "empty" in Desk(raw(b"data: [DONE]\n\n")).do(once).problem


def test_a_stream_without_usage_is_not_free() -> None:
    call = Desk(raw(*events(Reply(WELL), {}))).do(once)
    assert call.tokens_in >= len(call.prompt) / 4
    assert call.tokens_out >= len(WELL) / 4
    assert call.usd and call.usd > 0


def hung(desk: Desk) -> bool:
    """Whether the client left; the handler looks every 20 ms, and has up to 10 s on a busy machine."""
    return any(desk.server.hits[0].gone or desk.server.closing.wait(0.02) for _ in range(500))


def test_a_stream_that_hangs_is_left_in_time() -> None:
    async def refused(desk: Desk, ask: Ask) -> None:
        with pytest.raises(ModelUnavailable, match=r"0\.5 s were not enough"):
            await once(desk, ask)
        assert await asyncio.to_thread(hung, desk)

    desk = Desk(Reply(WELL, stall=60), call_seconds=0.5)
    desk.do(refused)
    (call,) = (event.call for event in desk.told.events if event.kind == "call_failed")
    assert call.lost > 0
    assert desk.writing.so_far() == {}


async def begun(desk: Desk) -> None:
    for _ in range(500):
        if any(desk.writing.so_far().values()):
            return
        await asyncio.sleep(0.02)


def test_stopping_closes_a_stream() -> None:
    async def stopped(desk: Desk, ask: Ask) -> None:
        task = asyncio.create_task(once(desk, ask))
        await begun(desk)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await asyncio.to_thread(hung, desk)

    desk = Desk(Reply(WELL, stall=60))
    desk.do(stopped)
    assert desk.told.kinds == ["call_started"]
    assert desk.writing.so_far() == {}
