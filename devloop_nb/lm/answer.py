"""What DSPy remembers of an answer, as the parts of a Call."""

from collections.abc import Mapping
from typing import Any

from pydantic_core import to_jsonable_python

from devloop_nb.lm.drafting import ENDLESS

# Characters; a thousand times what a module of the largest size has. The rest of such an answer is not even kept.
LONGEST = 4_000_000
KEPT = 10_000
UNREADABLE = "what came back is no completion; is the address in api_base right?"


def read_answer(entry: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    """An answer whose output fields were parsed; ``entry`` is the last of the LM's history."""
    said = _measure(entry)
    read = {} if said["finish"] == ENDLESS else to_jsonable_python(dict(fields), fallback=str)
    return said | {"fields": read, "problem": _trouble(said)}


def read_unparsed(entry: Mapping[str, Any], error: Any) -> dict[str, Any]:
    """An answer that the adapter refused with this ``dspy.AdapterParseError``; its text is kept."""
    said = _measure(entry)
    return said | {"problem": _trouble(said) or f"the answer has another form than asked for: {_refusal(error)}"}


def _measure(entry: Mapping[str, Any]) -> dict[str, Any]:
    cached, text = getattr(entry.get("response"), "cache_hit", False), _text(entry)
    usage = {} if cached else entry.get("usage") or {}
    return {
        "text": text if len(text) <= LONGEST else text[:KEPT],
        "finish": _finish(entry.get("response")) if len(text) <= LONGEST else ENDLESS,
        "tokens_in": usage.get("prompt_tokens") or 0,
        "tokens_out": usage.get("completion_tokens") or 0,
        "usd": 0.0 if cached else entry.get("cost"),
    }


def _text(entry: Mapping[str, Any]) -> str:
    output = next(iter(entry.get("outputs") or ()), None)
    return (output.get("text") if isinstance(output, Mapping) else output) or ""


def _finish(response: Any) -> str:
    """Why the model stopped, from DSPy's own response or from an OpenAI-shaped one."""
    choices = getattr(response, "choices", None) or [response]
    return str(getattr(choices[0], "finish_reason", None) or "")


def _trouble(said: Mapping[str, Any]) -> str:
    """Why the answer cannot be used, however well it may be formed."""
    if said["finish"] == "length":
        return f"the answer was cut off at {said['tokens_out']} tokens; shorten it or raise max_tokens"
    if said["finish"] == ENDLESS:
        return f"the answer has more than {LONGEST:,} characters: nothing of it is used"
    if said["finish"] == "content_filter":
        return "the provider's content filter withheld the answer"
    return "" if said["text"].strip() else "the answer was empty"


def _refusal(error: Any) -> str:
    missing = [name for name in error.signature.output_fields if name not in (error.parsed_result or {})]
    first = str(error.message).split("\n", 1)[0]
    return f"it lacks {', '.join(missing)}" if first.startswith("Adapter") else " ".join(first.split())[:200]
