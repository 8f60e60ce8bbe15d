"""The embedded model as DSPy sees it: an engine that answers one request at a time and can be cancelled."""

import asyncio
import json
import threading
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from devloop_nb.lm.dspy_import import load_dspy
from devloop_nb.lm.local_model import Generated, LocalModel, shared_model
from devloop_nb.lm.writing import listener
from devloop_nb.values.settings import LOCAL_LM, Settings

_SAMPLING = ("max_tokens", "temperature", "top_p", "top_k", "seed")


class LocalEngine:
    """DSPy's contract for an engine, both ways: ``complete`` blocks, ``AsyncLocalEngine`` awaits."""

    supports_function_calling = supports_reasoning = False
    supports_response_schema = True
    supported_params = frozenset({"temperature", "max_tokens", "top_p", "top_k", "stop", "seed", "response_format"})

    def __init__(self, model: LocalModel) -> None:
        self.model = model

    def complete(self, request: Any) -> Any:
        """One answer, on the model's own thread; interrupting the wait stops the model."""
        stopped = threading.Event()
        try:
            work = self.model.worker.submit(self.model.generate, to_body(request), stopped.is_set)
            return to_response(request, work.result)
        finally:
            stopped.set()


class AsyncLocalEngine(LocalEngine):
    """The same for an event loop: cancelling the task frees the model at its next token."""

    async def complete(self, request: Any) -> Any:
        """One answer."""
        stopped = threading.Event()
        loop = asyncio.get_running_loop()
        try:
            generate = partial(self.model.generate, to_body(request), stopped.is_set, listener())
            work = loop.run_in_executor(self.model.worker, generate)
            await asyncio.wait([work])
            return to_response(request, work.result)
        finally:
            stopped.set()


async def open_local_lm(settings: Settings, model: LocalModel | None = None) -> Any:
    """A ``dspy.LM`` over the loaded model. Raises ``ModelUnavailable`` or ``EnvironmentProblem``.

    The weights are fetched where they are missing, which takes minutes on a slow line.
    """
    model = model or shared_model()
    await asyncio.get_running_loop().run_in_executor(model.worker, model.load)
    dspy = await load_dspy()
    return dspy.LM(
        LOCAL_LM,
        engine=LocalEngine(model),
        async_engine=AsyncLocalEngine(model),
        cache=False,
        num_retries=0,
        temperature=settings.temperature,
        max_tokens=settings.max_tokens,
    )


def close_local_lm() -> None:
    """Unloads the process's model; the next ``open_local_lm`` loads it again."""
    if shared_model.cache_info().currsize:
        shared_model().close()
        shared_model.cache_clear()


def to_body(request: Any) -> dict[str, Any]:
    """DSPy's request as llama.cpp's. A last message of the assistant is the beginning of the answer."""
    config = request.config
    messages = [{"role": "system", "content": request.system}] if request.system else []
    messages += [{"role": message.role, "content": message.text or ""} for message in request.messages]
    # With a cached prefix the batches fall differently, and with them the last bits of the numbers: the same seed
    # would not give the same answer.
    body: dict[str, Any] = {"messages": messages, "cache_prompt": False, "stop": list(config.stop or ())}
    body |= {name: getattr(config, name) for name in _SAMPLING if getattr(config, name) is not None}
    if form := config.response_format:
        body |= (
            {"response_format": dict(form)}
            if form["type"] == "json_object"
            else {"grammar": _grammar(form["schema"])}
        )
    return body


def to_response(request: Any, result: Callable[[], Generated]) -> Any:
    """The answer as DSPy's response, together with the beginning that the request gave it."""
    from dspy import lm15

    try:
        said = result()
    except ValueError as error:
        raise lm15.InvalidRequestError(str(error)) from None
    if said.error:
        too_long = said.error.get("type") == "exceed_context_size_error"
        raise (lm15.ContextLengthError if too_long else lm15.InvalidRequestError)(str(said.error.get("message")))
    last = request.messages[-1]
    begun = (last.text or "") if last.role == "assistant" else ""
    return lm15.Response(
        id="local",
        model=request.model,
        message=lm15.Message.assistant(begun + said.text),
        finish_reason=said.finish,
        usage=lm15.Usage(input_tokens=said.tokens_in, output_tokens=said.tokens_out),
    )


def _grammar(schema: Mapping[str, Any]) -> str:
    """The schema without free white space, of which a small model may write until its tokens are spent."""
    from dspy import lm15
    from jsonschema import SchemaError
    from jsonschema.validators import validator_for

    try:
        validator_for(schema).check_schema(schema)
    except SchemaError as error:
        raise lm15.InvalidRequestError(f"not a JSON schema: {error.message}") from None
    told = json.dumps({**schema, "x-guidance": {"whitespace_flexible": False}})
    return f"%llguidance {{}}\nstart: %json {told}"
