"""What DSPy is given for one request, and the context in which it is put to a model."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from devloop_nb.lm.answer import read_answer, read_unparsed
from devloop_nb.lm.configured import can_await
from devloop_nb.lm.dspy_import import OURS
from devloop_nb.lm.streaming import Stream


@dataclass(frozen=True)
class Question:
    """A signature with its inputs, and the adapter that makes messages of them."""

    signature: Any
    inputs: dict[str, Any]
    adapter: Any
    config: dict[str, Any] = field(default_factory=dict)
    demos: Sequence[dict[str, Any]] = ()

    def prompt(self, lm: Any) -> str:
        """The messages as they will be sent, each under its role."""
        with _only(lm, self.adapter):
            messages = self.adapter.format(self.signature, list(self.demos), dict(self.inputs))
        return "\n\n".join(f"[{message['role']}]\n{message['content']}" for message in messages)

    async def put(self, lm: Any, stream: Stream | None) -> dict[str, Any]:
        """One request; the parts of a Call that the answer fills."""
        import dspy

        predict = dspy.Predict(self.signature)
        said = {**self.inputs, "demos": list(self.demos), "config": self.config}
        with _only(lm, self.adapter, stream):
            try:
                answer = await (predict.acall(**said) if can_await(lm) else asyncio.to_thread(predict, **said))
            except dspy.AdapterParseError as error:
                return read_unparsed(lm.history[-1], error)
        return read_answer(lm.history[-1], answer.toDict())


def _only(lm: Any, adapter: Any, stream: Stream | None = None) -> Any:
    """A DSPy context in which nothing of the user's own set-up takes part, and nothing of ours stays behind."""
    import dspy

    rest: dict[str, Any] = {
        "trace": None,
        "callbacks": [],
        "send_stream": stream,
        "stream_listeners": [],
        "disable_history": False,
        "max_history_size": 1,
        OURS: True,
    }
    return dspy.context(lm=lm, adapter=adapter, **rest)
