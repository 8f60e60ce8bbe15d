"""One request to a language model through DSPy: from a signature and its inputs to a remembered Call."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from copy import copy
from typing import Any

from devloop_nb.lm.answer import UNREADABLE
from devloop_nb.lm.breaker import Breaker
from devloop_nb.lm.clean import Redact, clean
from devloop_nb.lm.dspy_import import load_dspy
from devloop_nb.lm.failure import explain, is_unreadable
from devloop_nb.lm.forecast import fitting, forecast, most_tokens_out, priced
from devloop_nb.lm.ledger import Ledger
from devloop_nb.lm.open_call import OpenCall
from devloop_nb.lm.prices import price_of
from devloop_nb.lm.question import Question
from devloop_nb.lm.request import Gate
from devloop_nb.lm.retries import with_retries
from devloop_nb.lm.streaming import Streams, Unstreamed
from devloop_nb.values.call import Call, Priority
from devloop_nb.values.errors import DevloopError, ModelUnavailable
from devloop_nb.values.settings import Settings

NOTHING: Mapping[str, Any] = {}
OpenLM = Callable[[], Awaitable[Any]]


class Ask:
    """Asks one model, whose ``dspy.LM`` is opened when it is first needed.

    An answer that cannot be used (empty, cut off, not parsable) is a Call with a ``problem``. No answer at all is
    ``ModelUnavailable``. ``settings.call_seconds`` bounds a request together with its retries.
    """

    def __init__(
        self,
        label: str,
        open_lm: OpenLM,
        ledger: Ledger,
        settings: Settings,
        redact: Redact,
        breaker: Breaker | None = None,
    ) -> None:
        self.label, self.settings, self._turn = label, settings, 1
        self.moved: Mapping[str, Priority] = {}
        self._open_lm, self._ledger, self._redact = open_lm, ledger, redact
        self._gate = Gate(breaker or Breaker(label), ledger.warn, self._explain)
        self._streams = Streams()

    async def __call__(  # noqa: PLR0913 - these are the parts of a DSPy request
        self,
        key: str,
        role: str,
        signature: Any,
        inputs: dict[str, Any],
        *,
        adapter: Any,
        config: dict[str, Any] | None = None,
        demos: Sequence[dict[str, Any]] = (),
        facts: Mapping[str, Any] = NOTHING,
    ) -> Call:
        """The call of that key: from memory where it was answered before, else one request.

        ``inputs`` and ``demos`` are plain JSON data; secrets are taken out of them by value before they are sent.
        ``adapter`` must not fall back to another one, or one call would be two. ``facts`` are kept with the call.
        """
        key = key if self._turn == 1 else f"{key}, turn {self._turn}"
        if known := self._ledger.answered(key):
            return known
        await load_dspy()
        # Without DSPy's cache, whatever the user has configured it to be: what lies in it on disk would be unpickled.
        lm = (await self._open_lm()).copy(cache=False, num_retries=0)
        said, shown = clean(inputs, self._redact), clean(list(demos), self._redact)
        question = Question(signature, said, adapter, fitting(dict(config or {}), lm), shown)
        call = Call(key=key, role=role, lm=self.label, prompt=question.prompt(lm), **facts)
        price = await asyncio.to_thread(price_of, self.label, self.settings)
        most = forecast(call, price, most_tokens_out(question.config, lm, self.settings))
        return await self._ledger.record(most, lambda made: self._answer(made, most, lm, question))

    def in_turn(self, turn: int) -> "Ask":
        """The same, for questions that are asked anew: their keys are others than those of the first turn."""
        other = copy(self)
        other._turn = turn
        return other

    def with_priorities(self, moved: Mapping[str, Priority]) -> "Ask":
        """The same with other ranks for parts of the prompts that ask for code."""
        other = copy(self)
        other.moved = moved
        return other

    async def _answer(self, made: OpenCall, call: Call, lm: Any, question: Question) -> Call:
        began, seconds = time.monotonic(), self.settings.call_seconds

        async def request() -> Any:
            async with asyncio.timeout_at(asyncio.get_running_loop().time() + began + seconds - time.monotonic()):
                with self._ledger.writing.of(call.key, self._redact):
                    return await self._streams.ask(lm, lambda stream: question.put(lm, stream), made.begin)

        try:
            said: Any = await with_retries(
                lambda: self._send(made, request), self.settings.retries, seconds, self._ledger.warn
            )
        except DevloopError:
            raise
        # Anything may come out of an LM that the user configured; all of it means that there is no answer.
        except Exception as error:  # noqa: BLE001
            said = {"problem": UNREADABLE} if is_unreadable(error) else self._explain(error)
        if isinstance(said, ModelUnavailable):
            raise said  # out here it has no context: the provider's own words must not travel along
        answer = call.model_copy(update=clean(said, self._redact) | {"seconds": time.monotonic() - began})
        return priced(answer, call, self.settings)

    async def _send(self, made: OpenCall, request: Callable[[], Awaitable[Any]]) -> Any:
        try:
            return await self._gate.send(made, request)
        except Unstreamed:
            await self._ledger.warn(f"{self.label} cannot stream what it writes; it is asked again without that")
            return await self._gate.send(made, request)

    def _explain(self, error: Exception) -> ModelUnavailable:
        return explain(error, self.label, self.settings, self._redact)
