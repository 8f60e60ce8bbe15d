"""The HTTP replies of a provider that is asked to stream; what is no stream is read like any other reply."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any

# How an event stream begins: https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
FIELDS = (b"data:", b"event:", b"id:", b"retry:", b":")


class Kept:
    """The reply to a request that was to be streamed, where it is no stream; it is read once more."""

    def __init__(self) -> None:
        self.reply: Any = None


kept_reply: ContextVar[Kept | None] = ContextVar("devloop_kept_reply", default=None)


class NoStream(Exception):
    """A reply that is no stream has been kept."""


class Replies:
    """DSPy's transport, which keeps what is no stream.

    DSPy drops all lines that are no events, and with them answers that were paid for: a server may not know streams.
    It may refuse the request, too, send it elsewhere, or be a web page, and all of that is said in such a reply.
    """

    def __init__(self, transport: Any) -> None:
        self._transport = transport

    @asynccontextmanager
    async def stream(self, request: Any) -> AsyncIterator[Any]:
        """The reply to a request, or the kept one. Raises ``NoStream``."""
        kept = kept_reply.get()
        if kept and kept.reply:
            yield _again(*kept.reply)
            return
        async with self._transport.stream(request) as reply:
            if kept is None or "event-stream" in (reply.header("content-type") or ""):
                yield reply
                return
            body = await reply.read()
        if not body.lstrip().startswith(FIELDS) or reply.status >= 300:
            kept.reply = (reply, body)
            raise NoStream
        yield _again(reply, body)

    async def aclose(self) -> None:
        """Closes all connections."""
        await self._transport.aclose()


@asynccontextmanager
async def keeping_replies(lm: Any) -> AsyncIterator[Any]:
    """The ``dspy.LM`` with connections of its own, which keep what is no stream; they are closed at the end."""
    own = lm.copy()
    own._engine_store = Pools()
    try:
        yield own
    finally:
        await own.aclose()


class Pools(dict[Any, Any]):
    """DSPy's connections by event loop and settings, each with ``Replies``.

    DSPy makes them itself and lends nobody a hand in it: they are met where it keeps them. Should it keep them
    elsewhere one day, a server without streams is asked twice.
    """

    def __setitem__(self, key: Any, engine: Any) -> None:
        router: Any = getattr(engine, "router", None)
        if key[0] is not None and hasattr(router, "_shared_transport"):
            router._transport = Replies(router._shared_transport())
        super().__setitem__(key, engine)


def _again(reply: Any, body: bytes) -> Any:
    async def chunks() -> AsyncIterator[bytes]:
        yield body

    async def release(body_consumed: bool) -> None:
        """The connection has been given back."""

    head = {name: getattr(reply, name) for name in ("status", "reason", "headers", "http_version")}
    return type(reply)(**head, chunks=chunks(), release=release)
