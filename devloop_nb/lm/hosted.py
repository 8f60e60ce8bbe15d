"""A model behind a provider's HTTP interface, as a ``dspy.LM``."""

import asyncio
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from devloop_nb.lm.dspy_import import load_dspy
from devloop_nb.lm.prices import use_bundled_prices
from devloop_nb.lm.replies import keeping_replies
from devloop_nb.values.settings import Settings


@asynccontextmanager
async def open_hosted_lm(settings: Settings) -> AsyncIterator[Any]:
    """``settings.lm`` with DSPy's own HTTP client and without DSPy's cache.

    ``cache=False``: a repeated draft must be a new one, and what lies in the cache on disk would be unpickled.
    ``num_retries=0``: ``retries.py`` does it. OpenAI's reasoning models take neither temperature nor max_tokens.
    """
    dspy = await load_dspy()
    await asyncio.to_thread(use_bundled_prices)
    client = {"engine": "lm15", "cache": False, "num_retries": 0, "timeout": settings.call_seconds}
    client["api_base"] = settings.api_base or gateway(settings.lm, os.environ) or None
    try:
        lm = dspy.LM(settings.lm, temperature=settings.temperature, max_tokens=settings.max_tokens, **client)
    except dspy.LMConfigurationError:
        lm = dspy.LM(settings.lm, **client)
    async with keeping_replies(lm) as own:
        yield own


def gateway(lm: str, environment: Mapping[str, str]) -> str:
    """The address in the provider's own variable (``OPENAI_BASE_URL``): its key is meant for no other place."""
    prefix = lm.partition("/")[0].upper()
    return environment.get(f"{prefix}_BASE_URL") or environment.get(f"{prefix}_API_BASE") or ""
