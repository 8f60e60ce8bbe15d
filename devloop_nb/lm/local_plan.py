"""Plan and tests by the embedded model: small questions, whose answers can only have the wanted shape."""

import ast
import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from devloop_nb.lm.ask import Ask
from devloop_nb.lm.dspy_import import import_dspy
from devloop_nb.lm.plan import module_name
from devloop_nb.lm.syntax import signature, try_parse
from devloop_nb.values.plan import INTEGRATION, Check, ModuleSpec, Plan
from devloop_nb.values.requirements import Requirements

NAME = {"type": "string", "pattern": "^[a-z][a-z_]{2,20}$"}
SAYS = {"type": "string", "minLength": 8, "maxLength": 80}
MOST_MODULES = 3
EXAMPLE_PLAN = [
    {"name": "reader", "purpose": "Read the rows of a table from text"},
    {"name": "summary", "purpose": "Compute the mean of each column"},
]


async def write_local_plan(requirements: Requirements, ask: Ask) -> Plan:
    """A plan in two kinds of questions: which modules, then of each what it needs and how it is tested."""
    modules = await _modules(requirements, ask)
    if not modules:
        module = ModuleSpec(name=requirements.name, purpose=requirements.goal, entry=requirements.entry)
        return Plan(modules=(module,), by="requirements", notes=("the model wrote no plan: one module it is",))
    planned: list[ModuleSpec] = []
    for number, module in enumerate(modules, 2):
        planned.append(await _detailed(module, planned, f"plan/{number}", ask))
    return Plan(modules=tuple(planned), by="model")


async def write_local_tests(
    module: ModuleSpec, requirements: Requirements, ask: Ask, rejected: Sequence[str] = ()
) -> str:
    """Calls with the results that the model expects, put into test functions by a template; none over all modules.

    What was rejected it would write again.
    """
    if module.name == INTEGRATION or rejected:
        return ""
    called = signature(module.entry or requirements.entry)
    name = called.name if called else module.name
    pair = {"call": {"type": "string", "pattern": rf"^{name}\([^()]{{0,40}}\)$"}, "result": _text(30)}
    request = (
        f"Give three examples of calls of the Python function `{module.entry or name}` and their results. "
        f'{module.purpose}. For instance: {{"call": "double([1, 2])", "result": "[2, 4]"}}'
    )
    answer = await _ask_json(ask, f"tests/{module.name}", "tests", request, _list("examples", _object(pair), 3))
    examples = [e for e in answer.get("examples", []) if _is_example(e)]
    tests = [
        f"def test_{number}():\n    assert {example['call']} == {example['result']}\n"
        for number, example in enumerate({e["call"]: e for e in examples}.values(), 1)
    ]
    return "\n\n".join([f"from {module.name} import {name}\n", *tests]) if tests else ""


async def _modules(requirements: Requirements, ask: Ask) -> list[ModuleSpec]:
    request = (
        f"Split this task into one to {MOST_MODULES} Python modules: {requirements.goal}. {requirements.notes}\n"
        f"For the task 'Summarise a table' the answer would be {json.dumps({'modules': EXAMPLE_PLAN})}"
    )
    schema = _list("modules", _object({"name": NAME, "purpose": SAYS}), MOST_MODULES)
    answer = await _ask_json(ask, "plan/1", "plan", request, schema)
    # A small model likes to say the example again, whatever it is asked.
    own = [draft for draft in answer.get("modules", []) if draft not in EXAMPLE_PLAN]
    found = {module_name(draft["name"]): draft["purpose"] for draft in own}
    return [ModuleSpec(name=name, purpose=purpose) for name, purpose in found.items()]


async def _detailed(module: ModuleSpec, earlier: Sequence[ModuleSpec], key: str, ask: Ask) -> ModuleSpec:
    names = [other.name for other in earlier]
    depends = {"type": "array", "items": {"enum": names}, "maxItems": len(names), "uniqueItems": True}
    fields = {"check": SAYS, **({"depends_on": depends} if names else {})}
    which = f"Which of the modules {', '.join(names)} does it need, and what" if names else "What"
    request = f"The Python module `{module.name}`: {module.purpose}. {which} should a test of it show?"
    answer = await _ask_json(ask, key, "plan", request, _object(fields))
    checks = (Check(says=answer["check"]),) if answer.get("check") else ()
    return module.model_copy(update={"checks": checks, "depends_on": tuple(answer.get("depends_on", ()))})


async def _ask_json(ask: Ask, key: str, role: str, request: str, schema: dict[str, Any]) -> dict[str, Any]:
    """One bounded answer, empty where it cannot be read all the same."""
    form = {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema}}
    config = {"response_format": form, "max_tokens": 300, "temperature": 0.0, "seed": ask.settings.seed}
    call = await ask(key, role, _signature(), {"request": request}, adapter=_json_adapter(), config=config)
    try:
        answer = json.loads(call.text)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _is_example(example: dict[str, str]) -> bool:
    call, result = try_parse(example["call"]), try_parse(example["result"])
    try:
        ast.literal_eval(example["result"].strip())
    except (ValueError, SyntaxError):
        return False
    return call is not None and result is not None


def _text(longest: int) -> dict[str, Any]:
    return {"type": "string", "minLength": 1, "maxLength": longest}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    required = list(properties)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _list(name: str, items: dict[str, Any], most: int) -> dict[str, Any]:
    return _object({name: {"type": "array", "items": items, "minItems": 1, "maxItems": most}})


@cache
def _signature() -> Any:
    return import_dspy().Signature("request -> answer")


@cache
def _json_adapter() -> Any:
    """An adapter that sends the request as it stands; the schema does the rest."""
    dspy = import_dspy()

    class Bare(dspy.Adapter):  # type: ignore[name-defined,misc] # DSPy is imported late and untyped
        def format(self, signature: Any, demos: Any, inputs: dict[str, Any]) -> list[dict[str, str]]:
            return [{"role": "user", "content": inputs["request"]}]

        def parse(self, signature: Any, completion: str) -> dict[str, str]:
            return {"answer": completion}

    return Bare()
