"""The way in: from settings to a coder, whose models are loaded when they are first asked."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from devloop_nb.lm.ask import Ask
from devloop_nb.lm.breaker import Breakers
from devloop_nb.lm.choice import SCRIPTED, Choice, address, choose_lm, lm_label
from devloop_nb.lm.clean import Redact
from devloop_nb.lm.configured import configured_lm, hiding_key, open_configured_lm
from devloop_nb.lm.dspy_coder import CHAT_FORMS, ChatWriter, DspyCoder, ExploringWriter
from devloop_nb.lm.explore import Bench
from devloop_nb.lm.hosted import open_hosted_lm
from devloop_nb.lm.ledger import Check, Emit, Ledger, unlimited
from devloop_nb.lm.priority import PRIORITIES
from devloop_nb.lm.script import read_script
from devloop_nb.lm.scripted_coder import ScriptedCoder
from devloop_nb.lm.team import Team
from devloop_nb.lm.template import check_templates
from devloop_nb.lm.weights_news import fetch_with_news
from devloop_nb.lm.writing import Writing
from devloop_nb.values.call import Call, Priority
from devloop_nb.values.settings import Settings


@asynccontextmanager
async def open_coder(  # noqa: PLR0913 - all that a run lends its models
    settings: Settings,
    calls: Mapping[str, Call],
    emit: Emit,
    redact: Redact,
    check: Check = unlimited,
    breakers: Breakers | None = None,
    writing: Writing | None = None,
    moved: Mapping[str, Priority] = PRIORITIES,
    bench: Bench | None = None,
) -> AsyncIterator[Team]:
    """The coder of a run; ``calls`` are those already answered in it, ``moved`` the ranks that earlier runs moved.

    ``bench`` is where models try out code, where ``settings.explore`` lets them.
    Raises ``BadSetting`` and ``BadInput``.
    """
    await asyncio.to_thread(check_templates, settings.templates)
    async with AsyncExitStack() as stack:
        ledger = Ledger(calls, emit, check, writing)
        members = _Members(settings, ledger, redact, breakers or Breakers(), stack)
        members.moved, members.bench = moved, bench if settings.explore else None
        writers = {"": settings.models.get("code", ""), **{lm: lm for lm in (settings.models.get("hard"),) if lm}}
        forms = {name: (await members(lm)).forms for name, lm in writers.items()}
        yield Team(lm_label(settings), settings.models, forms, members)


class _Members:
    """Each model of a run, opened once."""

    def __init__(
        self, settings: Settings, ledger: Ledger, redact: Redact, breakers: Breakers, stack: AsyncExitStack
    ) -> None:
        self._settings, self._ledger, self._redact, self._stack = settings, ledger, redact, stack
        self._breakers, self._configured = breakers, configured_lm()
        self.moved: Mapping[str, Priority] = PRIORITIES
        self.bench: Bench | None = None
        self._opened: dict[str, DspyCoder | ScriptedCoder] = {}

    async def __call__(self, named: str) -> DspyCoder | ScriptedCoder:
        """The coder of that model; the empty name is the default's."""
        lm = named or self._settings.lm
        if lm not in self._opened:
            self._opened[lm] = await self._open(lm)
        return self._opened[lm]

    async def _open(self, lm: str) -> DspyCoder | ScriptedCoder:
        own = {"lm": lm, "api_base": address(lm, self._settings)}
        settings = self._settings.model_copy(update=own)
        choice = choose_lm(settings, self._configured)
        if choice.kind == "scripted":
            script = await asyncio.to_thread(read_script, lm.strip().removeprefix(SCRIPTED).strip())
            return ScriptedCoder(choice.label, script, self._ledger)
        opener = _once(_opener(choice, settings, self._configured, self._stack, self._ledger))
        redact, breaker = hiding_key(self._configured, self._redact), self._breakers.of(choice.label)
        ask = Ask(choice.label, opener, self._ledger, settings, redact, breaker)
        return _coder(choice, ask.with_priorities(self.moved), self.bench)


def _coder(choice: Choice, ask: Ask, bench: Bench | None) -> DspyCoder:
    if choice.kind != "local":
        return DspyCoder(choice.label, CHAT_FORMS, ExploringWriter(bench) if bench else ChatWriter(), ask)
    from devloop_nb.lm.local_forms import LOCAL_FORMS, LocalWriter

    return DspyCoder(choice.label, LOCAL_FORMS, LocalWriter(), ask)


def _opener(
    choice: Choice, settings: Settings, configured: Any, stack: AsyncExitStack, ledger: Ledger
) -> Callable[[], Awaitable[Any]]:
    async def open_lm() -> Any:
        if choice.kind == "configured":
            return await stack.enter_async_context(open_configured_lm(configured))
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
