"""DSPy's chat format, read generously: a stubborn model may answer in JSON instead."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from devloop_nb.lm.ask import Ask
from devloop_nb.lm.context import budget_of, fit
from devloop_nb.lm.dspy_import import import_dspy
from devloop_nb.lm.forecast import count_tokens
from devloop_nb.lm.priority import ranked
from devloop_nb.lm.template import template_of
from devloop_nb.values.call import Call, Priority, Rank, Told
from devloop_nb.values.settings import Settings


@dataclass(frozen=True)
class Form:
    """What is asked: inputs are name -> (description, text), outputs name -> (description, type)."""

    instructions: str
    inputs: Mapping[str, tuple[str, str]]
    outputs: Mapping[str, tuple[str, Any]]
    ranks: Mapping[str, Rank] = field(default_factory=dict)
    template: str = ""
    why: Mapping[str, str] = field(default_factory=dict)

    def signature(self) -> Any:
        """The DSPy signature; inputs without text are left out, so that the prompt says nothing in vain."""
        dspy = import_dspy()
        fields = {name: (str, dspy.InputField(desc=self.inputs[name][0])) for name in self.values()}
        fields |= {name: (kind, dspy.OutputField(desc=says)) for name, (says, kind) in self.outputs.items()}
        return dspy.Signature(fields, self.instructions)

    def values(self) -> dict[str, str]:
        """The inputs that have a text."""
        return {name: text for name, (_, text) in self.inputs.items() if text.strip()}

    def after(self, problem: str) -> "Form":
        """The same once more, with the reason why the last answer was of no use."""
        says, _ = self.inputs.get("rejected", ("why your last answer could not be used", ""))
        return replace(self, inputs={**self.inputs, "rejected": (says, problem)})

    def moved(self, priorities: Mapping[str, Priority]) -> "Form":
        """The same with other ranks for some of its inputs."""
        ranks = ranked(self.ranks, priorities)
        return replace(self, ranks=ranks, why={k: priorities[k].why for k in ranks if ranks[k] != self.ranks[k]})

    def within(self, tokens: int) -> tuple["Form", tuple[Told, ...]]:
        """The same in about so many tokens, and what became of each input."""
        words = count_tokens(self.instructions + "".join(says for says, _ in self.inputs.values()))
        texts, told = fit(self.values(), self.ranks, tokens - words)
        told = tuple(part.model_copy(update={"why": self.why.get(part.item, "")}) for part in told)
        return replace(self, inputs={name: (self.inputs[name][0], text) for name, text in texts.items()}), told


def form_of(
    name: str,
    settings: Settings,
    texts: Mapping[str, str],
    outputs: Mapping[str, Any],
    task: str = "",
    /,
    **values: object,
) -> Form:
    """The form that a template makes of ``texts``, by input, and of the types of its ``outputs``."""
    template = template_of(name, settings.templates)
    return Form(
        template.write(**({"task": template.task(task, **values)} if task else {}), **values),
        {name: (slot.says, texts.get(name, "")) for name, slot in template.inputs.items()},
        {name: (template.outputs[name], kind) for name, kind in outputs.items()},
        {name: slot.rank for name, slot in template.inputs.items()},
        f"{name} {template.version}",
    )


async def ask_in_chat(ask: Ask, key: str, role: str, form: Form, temperature: float | None = None) -> Call:
    """One request that asks nothing of the provider but text; without a temperature it is that of the settings."""
    config = {} if temperature is None else {"temperature": temperature}
    form = form.moved(ask.moved) if role == "code" else form
    sent, told = form.within(await asyncio.to_thread(budget_of, ask.label, ask.settings))
    facts = {"told": told, "template": form.template}
    return await ask(key, role, sent.signature(), sent.values(), adapter=chat_adapter(), config=config, facts=facts)


@cache
def chat_adapter() -> Any:
    """An adapter that never makes a second request."""
    dspy = import_dspy()

    class GenerousChat(dspy.ChatAdapter):  # type: ignore[name-defined,misc] # DSPy is imported late and untyped
        def parse(self, signature: Any, completion: str) -> Any:
            try:
                return super().parse(signature, completion)
            except dspy.AdapterParseError as error:
                try:
                    return dspy.JSONAdapter().parse(signature, completion)
                except dspy.AdapterParseError:
                    raise error from None

    return GenerousChat(use_json_adapter_fallback=False)
