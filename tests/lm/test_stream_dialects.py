"""Anthropic and Gemini stream in shapes of their own."""

import json
from typing import Any

import pytest
from hosted_call import WELL
from model_server import KEY, Hit, Reply, event
from stream_desk import Desk, once, raw


def anthropic(hit: Hit) -> Reply:
    """Its stream as documented, where only the beginning tells the tokens that were read."""
    said: list[dict[str, Any]] = [
        {"type": "message_start", "message": {"id": "m", "model": "claude", "usage": {"input_tokens": 25}}},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        *(
            {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": piece}}
            for piece in (WELL[:20], WELL[20:])
        ),
        {"type": "content_block_stop", "index": 0},
        {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 15}},
        {"type": "message_stop"},
    ]
    return raw(*(b"event: %s\ndata: %s\n\n" % (one["type"].encode(), json.dumps(one).encode()) for one in said))


def test_anthropic_streams_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    desk = Desk(anthropic, lm="anthropic/claude-sonnet-4-5")
    call = desk.do(once)
    assert call.fields and not call.problem
    assert desk.streams == [True]
    assert call.tokens_in >= len(call.prompt) / 4
    assert call.tokens_out == 15
    assert call.usd and call.usd > 15e-6 * 15


def gemini(hit: Hit) -> Reply:
    """Its stream as documented."""
    pieces = [{"content": {"role": "model", "parts": [{"text": piece}]}} for piece in (WELL[:20], WELL[20:])]
    said = [{"candidates": [pieces[0]]}, {"candidates": [{**pieces[1], "finishReason": "STOP"}]}]
    return raw(*(event({**one, "usageMetadata": {"promptTokenCount": 9, "candidatesTokenCount": 7}}) for one in said))


def test_gemini_streams_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEMINI_API_KEY", KEY)
    call = Desk(gemini, lm="gemini/gemini-2.5-flash").do(once)
    assert call.fields and not call.problem
    assert (call.tokens_in, call.tokens_out) == (9, 7)
