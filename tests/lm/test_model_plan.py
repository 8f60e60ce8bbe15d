"""What a model plans, and what is made of it."""

import asyncio
import json
import os
from typing import Any

import pytest
from model_server import PROSE, TRUNCATED, Answer, ModelServer, Reply, chat, in_turn
from recorder import Recorder

from devloop_nb.lm.coder import open_coder
from devloop_nb.lm.plan import module_name, plan_of
from devloop_nb.values.plan import Plan
from devloop_nb.values.requirements import Performance, Requirements
from devloop_nb.values.secrets import Redactor, secret_values
from devloop_nb.values.settings import Settings

WANTED = Requirements(
    name="shop",
    goal="Sum up a basket",
    criteria=("an empty basket costs 0",),
    performance=Performance(seconds=1),
    tests=("from basket import total\n\ndef test_total():\n    assert total([]) == 0\n",),
)
BASKET = {
    "name": "basket",
    "purpose": "Sum up",
    "entry": "total(items: list[float]) -> float",
    "depends_on": [],
    "checks": [{"kind": "unit", "says": "nothing costs 0"}],
}


def plan(answer: Answer | Reply | str, told: Recorder) -> tuple[Plan, ModelServer]:
    async def once(url: str) -> Plan:
        settings = Settings(lm="openai/gpt-4o-mini", api_base=url, retries=0)
        async with open_coder(settings, {}, told.emit, Redactor(secret_values(os.environ))) as coder:
            return await coder.write_plan(WANTED)

    with ModelServer(answer) as server:
        return asyncio.run(once(server.url)), server


def test_a_typed_plan() -> None:
    planned, server = plan(chat(modules=json.dumps([BASKET])), Recorder())
    (module,) = planned.modules
    assert (planned.by, planned.notes) == ("model", ())
    assert (module.name, module.entry) == ("basket", BASKET["entry"])
    assert (module.checks[0].kind, module.checks[0].says) == ("unit", "nothing costs 0")
    assert module.performance == WANTED.performance
    (hit,) = server.hits
    for told in (WANTED.goal, WANTED.criteria[0], WANTED.tests[0].strip(), "each test within 1 s", "100 lines"):
        assert told in hit.prompt


CUT_OFF = Reply(chat(modules=json.dumps([BASKET | {"name": "half_a_plan"}])), finish="length")


@pytest.mark.parametrize("useless", [PROSE, TRUNCATED, CUT_OFF, Reply(""), Reply(chat(modules="[]"))])
def test_a_second_chance(useless: Reply) -> None:
    told = Recorder()
    planned, server = plan(in_turn(useless, chat(modules=json.dumps([BASKET]))), told)
    assert planned.names == ("basket",)
    assert list(told.calls) == ["plan/1", "plan/2"]
    assert "[[ ## rejected ## ]]" in server.hits[1].prompt
    assert "[[ ## rejected ## ]]" not in server.hits[0].prompt


def test_after_two_useless_answers_it_is_one_module() -> None:
    planned, server = plan(PROSE, Recorder())
    assert (planned.names, planned.by) == (("shop",), "requirements")
    assert planned.notes == ("the model wrote no plan: one module it is",)
    assert len(server.hits) == 2


def drafted(*names: str, **more: Any) -> list[dict[str, Any]]:
    return [{"name": name, "purpose": "p"} | more for name in names]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("basket", "basket"),
        ("Basket Total.py", "basket_total"),
        ("e-mail/validator", "e_mail_validator"),
        ("2fast", "module_2fast"),
        ("class", "module_class"),
        ("json", "module_json"),
        ("Größe", "gr_e"),
        ("", "module"),
        ("x" * 90, "x" * 50),
    ],
)
def test_names_become_importable(given: str, name: str) -> None:
    assert module_name(given) == name
    assert plan_of(drafted(given), WANTED).names == (name,)


def test_dependencies_are_renamed_alike() -> None:
    planned = plan_of([*drafted("Data Model"), *drafted("main", depends_on=["Data Model", "Data Model"])], WANTED)
    assert planned.module("main").depends_on == ("data_model",)
    assert planned.notes == ("'Data Model' is called data_model",)
