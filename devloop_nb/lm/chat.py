"""DSPy's chat format, read generously: a stubborn model may answer in JSON instead."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from devloop_nb.lm.ask import Ask
from devloop_nb.lm.dspy_import import import_dspy
from devloop_nb.values.call import Call


@dataclass(frozen=True)
class Form:
    """What is asked: inputs are name -> (description, text), outputs name -> (description, type)."""

    instructions: str
    inputs: Mapping[str, tuple[str, str]]
    outputs: Mapping[str, tuple[str, Any]]

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
        return replace(self, inputs={**self.inputs, "rejected": ("why your last answer could not be used", problem)})


async def ask_in_chat(ask: Ask, key: str, role: str, form: Form, temperature: float | None = None) -> Call:
    """One request that asks nothing of the provider but text; without a temperature it is that of the settings."""
    config = {} if temperature is None else {"temperature": temperature}
    return await ask(key, role, form.signature(), form.values(), adapter=chat_adapter(), config=config)


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
