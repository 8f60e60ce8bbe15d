"""A brief -> the code of one module, by a model that tries it out before it answers."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from devloop_nb.lm.ask import Ask
from devloop_nb.lm.code import code_form
from devloop_nb.lm.context import budget_of
from devloop_nb.lm.drafting import INCOMPLETE, draft_of
from devloop_nb.lm.dspy_import import OURS, import_dspy
from devloop_nb.lm.explored import exploring_chat, plain, within
from devloop_nb.lm.salvage import extract_code
from devloop_nb.lm.wanted import wanted_names
from devloop_nb.values.attempt import Brief, Draft
from devloop_nb.values.call import Call
from devloop_nb.values.errors import DevloopError

LAST = "This is your last step: call `submit` with the whole module now."
SUBMIT = "submit"
# Tools in one step; each costs a kernel.
AT_ONCE = 3


class Bench(Protocol):
    """Where a model tries things out: fresh kernels, and the tests that it is shown anyway."""

    async def run_tests(self, module: str, code: str) -> str:
        """What the shown tests of a module say of such code. Raises ``DevloopError``."""

    async def run(self, module: str, code: str) -> str:
        """What comes of a snippet beside the modules that this one depends on. Raises ``DevloopError``."""


async def explore_code(brief: Brief, ask: Ask, bench: Bench) -> Draft:
    """The next draft. Each step is a call of its own, checked against the limits before it is made.

    ``ReActV2`` and not ``RLM``: that one runs its interpreter on the event loop, where nothing else could go on, and
    lets the code that it runs ask models, which no limit would see. A run that is resumed asks no step again, and
    runs again what was tried out. What is answered is believed no more than any other draft.
    Raises ``ModelUnavailable`` and ``BudgetSpent``.
    """
    dspy, settings, spec, move = import_dspy(), ask.settings, brief.module, brief.move
    room = await asyncio.to_thread(budget_of, ask.label, settings)
    form = code_form(brief, settings)
    form = replace(form, outputs={"code": form.outputs["code"]}).moved(ask.moved)
    sent, told = form.within(room // 2)
    tools = _Tools(bench, spec.name)
    agent = dspy.ReActV2(sent.signature(), [tools.run_tests, tools.run], max_iters=settings.explore_steps - 1)
    config = {} if move.temperature is None else {"temperature": move.temperature}
    facts = {"told": told, "template": form.template}
    steps = _Steps(ask, f"code/{spec.name}/{move.number}", agent.react.signature, config, facts, room // 2, tools)
    agent.react = steps
    wanted = wanted_names(spec.name, brief.tests, spec.entry)
    with dspy.context(trace=None, callbacks=[], track_usage=False, **{OURS: True}):
        try:
            answer = await agent.acall(**sent.values())
        except ValueError:  # That is how it says that nothing was submitted.
            return steps.drafted(draft_of(steps.made[-1], "code", wanted, spec.entry))
    return steps.drafted(extract_code(str(answer.code), wanted, entry=spec.entry))


@dataclass
class _Tools:
    """What the model may call. DSPy tells it of any failure; ours is kept in ``broken``, for the run to end by."""

    bench: Bench
    module: str
    broken: DevloopError | None = None

    async def run_tests(self, code: str) -> str:
        """Runs the tests over `code`, the whole module, in a fresh process, and tells what failed."""
        return await self._kept(self.bench.run_tests(self.module, str(code)))

    async def run(self, code: str) -> str:
        """Runs a snippet in a fresh process beside the dependencies; tells its output, last value and names."""
        return await self._kept(self.bench.run(self.module, str(code)))

    async def _kept(self, said: Any) -> str:
        try:
            return str(await said)
        except DevloopError as error:
            self.broken = error
            raise


@dataclass
class _Steps:
    """What ``ReActV2`` asks in place of its own ``Predict``: a call of the ledger for each step."""

    ask: Ask
    key: str
    signature: Any
    config: dict[str, Any]
    facts: Mapping[str, Any]
    room: int
    tools: _Tools
    made: list[Call] = field(default_factory=list)

    async def acall(self, *, history: Any, tools: Any, config: Any = None, **inputs: Any) -> Any:
        """One step; it is the last where ``ReActV2`` says in ``config`` which tool is to be called."""
        if self.tools.broken:
            raise self.tools.broken
        number = len(self.made) + 1
        offered = [str(tool) for tool in tools if config is None or tool.name == SUBMIT]
        words = "" if config is None else f"\n{LAST}"
        said = {**inputs, "history": within(plain(history), self.room), "tools": offered}
        call = await self.ask(
            self.key if number == 1 else f"{self.key}, step {number}",
            "code",
            self.signature.with_instructions(f"{self.signature.instructions}{words}"),
            said,
            adapter=exploring_chat(),
            config=self.config,
            facts=self.facts if number == 1 else {},
        )
        self.made.append(call)
        thought = str(call.fields.get("next_thought") or "")
        return import_dspy().Prediction(next_thought=thought, tool_calls=_tool_calls(call))

    def drafted(self, draft: Draft) -> Draft:
        """The draft with all calls that went into it."""
        return draft.model_copy(update={"calls": tuple(call.key for call in self.made)})


def _tool_calls(call: Call) -> dict[str, Any] | None:
    """What the model calls; nothing of an answer that was cut off."""
    said = call.fields.get("tool_calls")
    if call.finish in INCOMPLETE or not isinstance(said, dict):
        return None
    return {**said, "tool_calls": said["tool_calls"][:AT_ONCE]}
