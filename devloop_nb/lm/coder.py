"""The way in: from settings to a coder, whose model is loaded when it is first asked."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from devloop_nb.lm.ask import Ask
from devloop_nb.lm.choice import SCRIPTED, Choice, choose_lm
from devloop_nb.lm.clean import Redact
from devloop_nb.lm.configured import configured_lm, hiding_key
from devloop_nb.lm.dspy_coder import CHAT_FORMS, ChatWriter, DspyCoder
from devloop_nb.lm.hosted import open_hosted_lm
from devloop_nb.lm.ledger import Emit, Ledger
from devloop_nb.lm.scripted_coder import ScriptedCoder, read_script
from devloop_nb.lm.weights_news import fetch_with_news
from devloop_nb.values.call import Call
from devloop_nb.values.settings import Settings


@asynccontextmanager
async def open_coder(
    settings: Settings, calls: Mapping[str, Call], emit: Emit, redact: Redact
) -> AsyncIterator[DspyCoder | ScriptedCoder]:
    """The coder of a run; ``calls`` are those already answered in it. Raises ``BadSetting`` and ``BadInput``."""
    configured = configured_lm()
    choice, ledger = choose_lm(settings, configured), Ledger(calls, emit)
    if choice.kind == "scripted":
        script = await asyncio.to_thread(read_script, settings.lm.strip().removeprefix(SCRIPTED).strip())
        yield ScriptedCoder(choice.label, script, ledger)
        return
    async with AsyncExitStack() as stack:
        opener = _once(_opener(choice, settings, configured, stack, ledger))
        ask = Ask(choice.label, opener, ledger, settings, hiding_key(configured, redact))
        yield _coder(choice, ask)


def _coder(choice: Choice, ask: Ask) -> DspyCoder:
    if choice.kind != "local":
        return DspyCoder(choice.label, CHAT_FORMS, ChatWriter(), ask)
    from devloop_nb.lm.local_forms import LOCAL_FORMS, LocalWriter

    return DspyCoder(choice.label, LOCAL_FORMS, LocalWriter(), ask)


def _opener(
    choice: Choice, settings: Settings, configured: Any, stack: AsyncExitStack, ledger: Ledger
) -> Callable[[], Awaitable[Any]]:
    async def open_lm() -> Any:
        if choice.kind == "configured":
            return configured
        if choice.kind == "hosted":
            return await stack.enter_async_context(open_hosted_lm(settings))
        from devloop_nb.lm.local_engine import open_local_lm

        await fetch_with_news(ledger.tell)
        return await open_local_lm(settings)

    return open_lm


def _once(open_lm: Callable[[], Awaitable[Any]]) -> Callable[[], Awaitable[Any]]:
    opened: list[Any] = []

    async def known() -> Any:
        if not opened:
            opened.append(await open_lm())
        return opened[0]

    return known
