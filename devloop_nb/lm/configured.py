"""The model that the user gave to DSPy, whatever it is made of."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from devloop_nb.lm.clean import Redact
from devloop_nb.lm.replies import keeping_replies
from devloop_nb.lm.streaming import can_stream
from devloop_nb.values.secrets import Redactor


def configured_lm() -> Any:
    """The LM of the user's own ``dspy.configure``, or ``None``; it does not import DSPy to look."""
    return getattr(getattr(sys.modules.get("dspy"), "settings", None), "lm", None)


@asynccontextmanager
async def open_configured_lm(lm: Any) -> AsyncIterator[Any]:
    """It, or a copy that can be asked for streams where DSPy's own client knows them."""
    if not can_stream(lm):
        yield lm
        return
    async with keeping_replies(lm) as own:
        yield own


def can_await(lm: Any) -> bool:
    """Whether the LM has an asynchronous side; one that was written by hand may lack it."""
    import dspy

    if not isinstance(getattr(lm, "engine", ""), str):
        return lm._async_engine_spec is not None
    return isinstance(lm, dspy.LM) or type(lm).aforward is not dspy.BaseLM.aforward


def hiding_key(lm: Any, redact: Redact) -> Redact:
    """``redact``, and the key that the LM was made with, which need not be in the environment."""
    key = getattr(lm, "kwargs", {}).get("api_key")
    hide = Redactor({key: "api_key"} if isinstance(key, str) and key else {})
    return lambda text: redact(hide(text))
