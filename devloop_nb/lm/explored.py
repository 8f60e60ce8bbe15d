"""What a model has tried out so far: plain data for the ledger, and DSPy's own for the prompt."""

import json
from functools import cache
from typing import Any

from devloop_nb.lm.chat import chat_adapter
from devloop_nb.lm.dspy_import import import_dspy
from devloop_nb.lm.forecast import count_tokens

CALLS, RESULTS = "tool_calls", "tool_call_results"


def plain(history: Any) -> list[dict[str, Any]]:
    """The steps of a ``dspy.History`` as JSON data; of what failed in DSPy itself only the reason, and no path."""
    return [
        {name: _plain_calls(said) if name == CALLS else said for name, said in step.items()}
        for step in history.messages
    ]


def _plain_calls(calls: Any) -> dict[str, Any]:
    results = getattr(calls.tool_call_results, RESULTS, ())
    return {
        CALLS: [{"id": call.id, "name": call.name, "args": call.args} for call in calls.tool_calls],
        RESULTS: [_plain_result(result) for result in results],
    }


def _plain_result(result: Any) -> dict[str, Any]:
    value = str(result.value)
    if result.is_error:
        value = value.strip().rpartition("\n")[2]
    return {"call_id": result.call_id, "name": result.name, "value": value, "is_error": result.is_error}


def within(steps: list[dict[str, Any]], tokens: int) -> list[dict[str, Any]]:
    """The steps without the oldest but the first, which holds the task, so far as there is no room for them."""
    first, later = steps[:1], steps[1:]
    while later and count_tokens(json.dumps(later)) > tokens:
        later = later[1:]
    return first + later


def revived(steps: list[dict[str, Any]]) -> Any:
    """The ``dspy.History`` of such data."""
    told = [{name: _revived_calls(said) if name == CALLS else said for name, said in step.items()} for step in steps]
    return import_dspy().History(messages=told)


def _revived_calls(said: dict[str, Any]) -> Any:
    from dspy.adapters.types.tool import ToolCallResults

    calls = import_dspy().ToolCalls.model_validate({CALLS: said[CALLS]})
    results = ToolCallResults.model_validate({RESULTS: said[RESULTS]})
    return calls.model_copy(update={RESULTS: results}) if said[RESULTS] else calls


@cache
def exploring_chat() -> Any:
    """The adapter of the chat, for questions with a history in plain data."""
    generous: Any = type(chat_adapter())

    class ExploringChat(generous):  # type: ignore[misc] # DSPy is imported late and untyped
        def format(self, signature: Any, demos: Any, inputs: Any) -> Any:
            return super().format(signature, demos, {**inputs, "history": revived(inputs["history"])})

    return ExploringChat(use_json_adapter_fallback=False)
