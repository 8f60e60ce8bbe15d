"""The embedded model as a writer: what it can do with short requests, bounded schemas and begun answers."""

from functools import cache
from typing import Any

from devloop_nb.lm.ask import Ask
from devloop_nb.lm.drafting import INCOMPLETE
from devloop_nb.lm.dspy_import import import_dspy
from devloop_nb.lm.local_plan import write_local_plan, write_local_tests
from devloop_nb.lm.local_prompts import FORMS, STOP, make_prompt
from devloop_nb.lm.salvage import extract_code
from devloop_nb.lm.wanted import wanted_names
from devloop_nb.values.attempt import Brief, Draft
from devloop_nb.values.compliance import Claim, ClaimBrief
from devloop_nb.values.review import Remarks, ReviewBrief

LOCAL_FORMS = tuple(FORMS)
LONGEST_CODE = 160
# The first try with each format takes what the model holds most likely, later ones look around.
LATER_TEMPERATURE = 0.7


class LocalWriter:
    """For a model that cannot follow instructions about formats."""

    write_plan = staticmethod(write_local_plan)
    write_tests = staticmethod(write_local_tests)

    async def review(self, brief: ReviewBrief, ask: Ask) -> Remarks | None:
        """It cannot: what it says about code has nothing to do with the code."""
        return None

    async def claim(self, brief: ClaimBrief, ask: Ask) -> tuple[Claim, ...]:
        """It cannot."""
        return ()

    async def write_code(self, brief: Brief, ask: Ask) -> Draft:
        """The next draft; feedback is of no use to this model, another way of asking is."""
        module, turn = brief.module, brief.move.turn or brief.move.number
        prompt = make_prompt(brief)
        usual = 0.0 if turn <= len(LOCAL_FORMS) else LATER_TEMPERATURE
        config = {
            "temperature": usual if brief.move.temperature is None else brief.move.temperature,
            "seed": ask.settings.seed * 1000 + turn,
            "max_tokens": LONGEST_CODE,
            "stop": list(STOP),
        }
        inputs = {"request": prompt.request, "beginning": prompt.beginning}
        key = f"code/{module.name}/{brief.move.number}"
        call = await ask(key, "code", _signature(), inputs, adapter=_begun_adapter(), config=config)
        wanted = wanted_names(module.name, brief.tests, module.entry)
        draft = extract_code(call.text, wanted, entry=module.entry, weak=True)
        cut = call.finish in INCOMPLETE and not draft.mended
        return draft.model_copy(update={"calls": (key,), **({"problem": call.problem} if cut else {})})


@cache
def _signature() -> Any:
    return import_dspy().Signature("request, beginning -> code")


@cache
def _begun_adapter() -> Any:
    """An adapter that lets the model go on with an answer that is begun for it."""
    dspy = import_dspy()

    class Begun(dspy.Adapter):  # type: ignore[name-defined,misc] # DSPy is imported late and untyped
        def format(self, signature: Any, demos: Any, inputs: dict[str, Any]) -> list[dict[str, str]]:
            begun = {"role": "assistant", "content": inputs["beginning"]}
            return [{"role": "user", "content": inputs["request"]}, begun]

        def parse(self, signature: Any, completion: str) -> dict[str, str]:
            return {"code": completion}

    return Begun()
