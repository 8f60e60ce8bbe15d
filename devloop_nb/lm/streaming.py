"""Answers that are heard while they are written, from providers that stream them."""

import re
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from devloop_nb.lm.replies import Kept, kept_reply
from devloop_nb.lm.writing import listener

T = TypeVar("T")
# How a provider refuses it: "... must be verified to stream this model", "unknown field stream_options".
NAMES_THE_STREAM = re.compile(r"(?<![\w/-])stream(ing|_options)?\b", re.IGNORECASE)
# What only a stream fails in: it has no end, an event that cannot be read, or (``SSE``) a longer one than DSPy takes.
BROKEN = ("stream_assembly", "unexpected")
TOO_LONG = re.compile(r"SSE (line|event) exceeds limit")


class Unstreamed(Exception):
    """The model is to be asked again, without a stream; ``paid`` where the answer that broke may have cost."""

    def __init__(self, paid: bool) -> None:
        super().__init__()
        self.paid = paid


class Stream:
    """Where DSPy sends the pieces of an answer."""

    def __init__(self, began: Callable[[], None]) -> None:
        self._heard, self._began = listener(), began

    async def send(self, chunk: Any) -> None:
        """One piece more, of the answer or of what the model thinks before it."""
        self._began()
        delta = chunk.choices[0].delta
        if self._heard and (text := delta.get("content")):
            self._heard(text)
        elif self._heard and (thought := delta.get("reasoning_content")):
            self._heard.think(thought)


class Streams:
    """One model in one run: it is asked for streams until these turn out to be in the way of its answers."""

    def __init__(self) -> None:
        self._off = False

    async def ask(self, lm: Any, predict: Callable[[Stream | None], Awaitable[T]], began: Callable[[], None]) -> T:
        """The answer; ``began`` is called when it comes. Raises ``Unstreamed``, and whatever DSPy raises."""
        if self._off or not can_stream(lm):
            return await predict(None)
        kept = Kept()
        token = kept_reply.set(kept)
        try:
            return await _ask(predict, Stream(began), kept)
        # Anything may come out of a stream; what is no reason to do without one is raised as it is.
        except Exception as error:
            if not is_in_the_way(error, kept):
                raise
            self._off = True
            raise Unstreamed(paid=kept.reply is None) from None
        finally:
            kept_reply.reset(token)


async def _ask(predict: Callable[[Stream | None], Awaitable[T]], stream: Stream, kept: Kept) -> T:
    try:
        return await predict(stream)
    except Exception:  # whatever DSPy made of a reply that it could not read: that reply is read once more
        if not kept.reply:
            raise
    return await predict(None)


def is_in_the_way(error: Any, kept: Kept) -> bool:
    """Whether the same request may be answered where no stream is asked for."""
    code, says = getattr(error, "code", ""), str(getattr(error, "message", "") or error)
    if kept.reply or code == "unsupported_feature":
        return bool(NAMES_THE_STREAM.search(says))
    return code in BROKEN or bool(TOO_LONG.search(says))


def can_stream(lm: Any) -> bool:
    """Whether DSPy's own client asks the provider: what hand-made engines stream, and LiteLLM, is not known.

    A stream of OpenAI's Responses ends in one line with all of the answer, which may be longer than DSPy reads.
    """
    import dspy
    from dspy.clients.backend_selection import select_backend

    if type(lm) is not dspy.LM or lm.engine not in ("auto", "lm15") or lm.model_type != "chat":
        return False
    try:
        return bool(select_backend(lm).native)
    except (dspy.lm15.LM15Error, TypeError, ValueError):  # The request itself will say what is wrong.
        return False
