"""What every coder does, whoever writes the answers: prepared ones and a model behind a socket alike."""

import ast
import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from model_server import Hit, ModelServer, chat
from recorder import Recorder

from devloop_nb.lm.choice import lm_label
from devloop_nb.lm.coder import open_coder
from devloop_nb.values.attempt import Brief, Move
from devloop_nb.values.call import Call
from devloop_nb.values.plan import ModuleSpec
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.secrets import Redactor, secret_values
from devloop_nb.values.settings import Settings

TESTS = "from scale import scale\n\n\ndef test_ends():\n    assert scale([0, 5, 10]) == [0.0, 0.5, 1.0]\n"
FIRST = "def scale(xs):\n    return xs\n"
SECOND = "def scale(xs):\n    return [x / max(xs) for x in xs]\n"
PROSE = "I would rather not."
SCRIPT: dict[str, Any] = {
    "plan": [
        {"name": "bounds", "purpose": "Find the bounds", "entry": "bounds(xs)"},
        {
            "name": "scale",
            "purpose": "Scale",
            "depends_on": ["bounds"],
            "checks": [{"kind": "unit", "says": "the ends are 0 and 1"}],
        },
    ],
    "tests": {"scale": TESTS},
    "code": {"scale": [FIRST, PROSE, SECOND]},
}
WANTED = Requirements(name="scale", goal="Scale numbers to 0..1", hidden_tests=("assert 'HELD BACK'",))
SCALE = ModuleSpec(name="scale", purpose="Scale", entry="scale(xs)")


def brief(number: int) -> Brief:
    return Brief(module=SCALE, requirements=WANTED, tests=(TESTS,), move=Move(kind="draft", number=number))


class Model:
    """Says what the script says, by what is asked for; ``hits`` are all requests."""

    def __init__(self) -> None:
        self.hits: list[Hit] = []
        self.code = iter(SCRIPT["code"]["scale"])

    def __call__(self, hit: Hit) -> str:
        self.hits.append(hit)
        if "[[ ## modules ## ]]" in hit.prompt:
            return chat(modules=str(SCRIPT["plan"]))
        if "[[ ## code ## ]]" not in hit.prompt:
            return chat(tests=f"```python\n{TESTS}```")
        said = next(self.code)
        return said if said == PROSE else chat(code=f"```python\n{said}```")


@pytest.fixture
def model() -> Model:
    return Model()


@pytest.fixture(params=["scripted", "hosted"])
def settings(request: pytest.FixtureRequest, tmp_path: Path, model: Model) -> Iterator[Settings]:
    if request.param == "scripted":
        file = tmp_path / "answers.yaml"
        file.write_text(yaml.safe_dump(SCRIPT))
        yield Settings(lm=f"scripted:{file}")
        return
    with ModelServer(model) as server:
        yield Settings(lm="openai/gpt-4o-mini", api_base=server.url, retries=0)


def use(
    settings: Settings, told: Recorder, work: Callable[[Any], Awaitable[Any]], calls: Mapping[str, Call] = {}
) -> Any:
    async def once() -> Any:
        async with open_coder(settings, calls, told.emit, Redactor(secret_values(os.environ))) as coder:
            assert coder.label == lm_label(settings)
            assert coder.forms_of("")
            return await work(coder)

    return asyncio.run(once())


def test_a_plan(settings: Settings) -> None:
    plan = use(settings, Recorder(), lambda coder: coder.write_plan(WANTED))
    assert plan.names == ("bounds", "scale")
    assert plan.order == ("bounds", "scale")
    assert plan.module("bounds").entry == "bounds(xs)"
    assert plan.module("scale").checks[0].says == "the ends are 0 and 1"
    assert plan.by == ("scripted" if "scripted" in settings.lm else "model")


def test_tests(settings: Settings) -> None:
    source = use(settings, Recorder(), lambda coder: coder.write_tests(SCALE, WANTED))
    assert ast.dump(ast.parse(source)) == ast.dump(ast.parse(TESTS))


def test_attempts(settings: Settings) -> None:
    async def work(coder: Any) -> list[Any]:
        return [await coder.write_code(brief(number)) for number in (1, 2, 3)]

    told = Recorder()
    first, useless, second = use(settings, told, work)
    assert (first.code.strip(), first.problem) == (FIRST.strip(), "")
    assert (second.code.strip(), second.problem) == (SECOND.strip(), "")
    assert useless.problem
    assert [draft.calls for draft in (first, useless, second)] == [(f"code/scale/{n}",) for n in (1, 2, 3)]
    assert set(told.calls) == {"code/scale/1", "code/scale/2", "code/scale/3"}


def test_every_answer_is_told_before_it_is_used(settings: Settings) -> None:
    async def work(coder: Any) -> None:
        await coder.write_plan(WANTED)
        await coder.write_tests(SCALE, WANTED)
        await coder.write_code(brief(1))

    told = Recorder()
    use(settings, told, work)
    assert told.kinds == ["call_started", "call_ended"] * 3
    assert [(call.key, call.role) for call in told.calls.values()] == [
        ("plan/1", "plan"),
        ("tests/scale", "tests"),
        ("code/scale/1", "code"),
    ]
    assert {call.lm for call in told.calls.values()} == {lm_label(settings)}
    assert not any(call.problem for call in told.calls.values())


def test_a_resumed_run_says_the_same_and_asks_nobody(settings: Settings) -> None:
    async def work(coder: Any) -> list[Any]:
        return [
            await coder.write_plan(WANTED),
            await coder.write_tests(SCALE, WANTED),
            *[await coder.write_code(brief(number)) for number in (1, 2, 3)],
        ]

    told, again = Recorder(), Recorder()
    first = use(settings, told, work)
    calls = {key: Call.model_validate_json(call.model_dump_json()) for key, call in told.calls.items()}
    assert use(settings, again, work, calls) == first
    assert again.events == []


def test_nothing_secret_is_told(settings: Settings, model: Model, key: str) -> None:
    leaky = WANTED.model_copy(update={"notes": f"the key is {key}"})

    async def work(coder: Any) -> None:
        await coder.write_plan(leaky)
        await coder.write_tests(SCALE, leaky)
        await coder.write_code(brief(1).model_copy(update={"requirements": leaky}))

    told = Recorder()
    use(settings, told, work)
    assert len(told.calls) == 3
    assert key not in told.text()
    assert "HELD BACK" not in told.text()
    assert not any(key in hit.prompt or "HELD BACK" in hit.prompt for hit in model.hits)
