"""The embedded model plans and writes tests, where the requirements have none."""

import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from recorder import Recorder

from devloop_nb.lm.coder import open_coder
from devloop_nb.lm.local_plan import EXAMPLE_PLAN
from devloop_nb.values.plan import ModuleSpec
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.secrets import Redactor, secret_values
from devloop_nb.values.settings import Settings

WANTED = Requirements(name="rev", goal="Reverse a list of numbers.")
REV = ModuleSpec(name="rev", purpose=WANTED.goal, entry="rev(xs)")


def use(told: Recorder, work: Callable[[Any], Awaitable[Any]]) -> Any:
    async def once() -> Any:
        async with open_coder(Settings(), {}, told.emit, Redactor(secret_values(os.environ))) as coder:
            return await work(coder)

    return asyncio.run(once())


@pytest.mark.model
def test_the_example_of_the_question_is_no_plan() -> None:
    told = Recorder()
    plan = use(told, lambda coder: coder.write_plan(WANTED))
    assert told.calls["plan/1"].text and not told.calls["plan/1"].problem
    parroted = {each["purpose"] for each in EXAMPLE_PLAN}
    assert plan.modules and not {module.purpose for module in plan.modules} & parroted


@pytest.mark.model
def test_an_example_is_a_call_with_its_result() -> None:
    told = Recorder()
    source = use(told, lambda coder: coder.write_tests(REV, WANTED))
    call = told.calls["tests/rev"]
    assert not call.problem
    examples = json.loads(call.text)["examples"]
    assert 1 <= len(examples) <= 3 and all(example["call"].startswith("rev(") for example in examples)
    said = {f"assert {example['call']} == {example['result']}" for example in examples}
    assert {line.strip() for line in source.splitlines() if "assert" in line} <= said
