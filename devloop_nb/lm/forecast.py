"""The most that one request may come to, and what it came to."""

from collections.abc import Mapping
from typing import Any

from devloop_nb.lm.prices import Price, cost, price_of
from devloop_nb.values.call import Call
from devloop_nb.values.settings import Settings

# Bytes of UTF-8: English has about four to a token, code three to four.
BYTES_IN_A_TOKEN = 3
FRAME = 50
# What OpenAI's reasoning models may write where nothing else is said: DSPy lets nobody ask them for less.
REASONING = 16_000


def count_tokens(text: str) -> int:
    """About as many tokens as the text has, rather too many than too few."""
    return -(-len(text.encode("utf-8", "backslashreplace")) // BYTES_IN_A_TOKEN)


def forecast(call: Call, price: Price | None, tokens_out: int) -> Call:
    """The call with the most that one request of it may cost."""
    tokens_in = count_tokens(call.prompt) + FRAME
    figures = {"tokens_in": tokens_in, "tokens_out": tokens_out, "usd": cost(price, tokens_in, tokens_out)}
    return call.model_copy(update=figures)


def most_tokens_out(config: Mapping[str, Any], lm: Any, settings: Settings) -> int:
    """How long the answer may become."""
    said = {**getattr(lm, "kwargs", {}), **config}
    given = said.get("max_tokens") or said.get("max_completion_tokens")
    return int(given or (REASONING if is_reasoning(lm) else settings.max_tokens))


def fitting(config: dict[str, Any], lm: Any) -> dict[str, Any]:
    """The request's own options, without those that the model refuses."""
    return {name: value for name, value in config.items() if name != "temperature" or not is_reasoning(lm)}


def is_reasoning(lm: Any) -> bool:
    """Whether it is one of OpenAI's reasoning models; DSPy tells them by name."""
    return "max_completion_tokens" in getattr(lm, "kwargs", {})


def priced(answer: Call, question: Call, settings: Settings) -> Call:
    """The answer with its cost. Of usage that a provider does not tell, what can be seen is believed to be used.

    A stream may tell one half of it: Anthropic's may end with the tokens that were written alone.
    """
    read, written = answer.tokens_in or question.tokens_in, answer.tokens_out or count_tokens(answer.text)
    if answer.usd != 0.0 and (read, written) != (answer.tokens_in, answer.tokens_out):
        answer = answer.model_copy(update={"tokens_in": read, "tokens_out": written, "usd": None})
    price = price_of(answer.lm, settings)
    known = cost(price, answer.tokens_in, answer.tokens_out)
    own = answer.lm in settings.prices or answer.usd is None
    return answer.model_copy(update={"usd": known}) if own else answer
