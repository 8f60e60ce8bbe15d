"""A model that explores: what happens where there is nothing to explore with."""

import asyncio
import json

import pytest
from model_server import ModelServer, chat, in_turn
from recorder import Recorder

from devloop_nb.lm.coder import open_coder
from devloop_nb.values.attempt import Brief, Draft, Move
from devloop_nb.values.errors import KernelUnavailable
from devloop_nb.values.plan import ModuleSpec
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.settings import Settings

RIGHT = "def half(x):\n    return x / 2\n"
BRIEF = Brief(
    module=ModuleSpec(name="half", purpose="halves"),
    requirements=Requirements(name="half", goal="Halve it."),
    tests=("from half import half\n",),
    move=Move(kind="draft", number=1),
)


def steps(*calls: tuple[str, str]) -> str:
    """One answer that calls tools, each with some code."""
    said = {"tool_calls": [{"name": name, "args": {"code": code}} for name, code in calls]}
    return chat(next_thought="", tool_calls=json.dumps(said))


class NoKernels:
    """A bench on a machine that starts no kernels; it counts what it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    async def run_tests(self, module: str, code: str) -> str:
        self.asked += 1
        raise KernelUnavailable(f"no kernel for {module}")

    async def run(self, module: str, code: str) -> str:
        self.asked += 1
        return code[::-1]


def write(server: ModelServer, bench: NoKernels, **given: int) -> Draft:
    settings = Settings(lm="openai/gpt-4o-mini", api_base=server.url, retries=0, explore=True, **given)  # type: ignore[arg-type] # a table

    async def once() -> Draft:
        async with open_coder(settings, {}, Recorder().emit, str, bench=bench) as coder:
            return await coder.write_code(BRIEF)

    return asyncio.run(once())


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary-0123456789abcdef")


def test_no_kernel_ends_the_work_and_is_no_news_for_the_model() -> None:
    said = in_turn(steps(("run_tests", RIGHT)), steps(("submit", RIGHT)))
    with ModelServer(said) as server, pytest.raises(KernelUnavailable, match="no kernel for half"):
        write(server, NoKernels())
    assert len(server.hits) == 1


def test_one_step_costs_few_kernels() -> None:
    bench, many = NoKernels(), [("run", str(number)) for number in range(50)]
    with ModelServer(in_turn(steps(*many), steps(("submit", RIGHT)))) as server:
        draft = write(server, bench)
    assert (draft.code, bench.asked) == (RIGHT, 3)


def test_an_answer_in_a_fence_is_the_code_in_it() -> None:
    with ModelServer(steps(("submit", f"```python\n{RIGHT}```"))) as server:
        assert write(server, NoKernels()).code.strip() == RIGHT.strip()


def test_a_long_story_loses_its_oldest_steps_and_never_the_task() -> None:
    long = [steps(("run", f"step{number} " + "x" * 9000)) for number in range(4)]
    with ModelServer(in_turn(*long, steps(("submit", RIGHT)))) as server:
        draft = write(server, NoKernels(), context_tokens=16_000)
    assert draft.code == RIGHT
    last = server.hits[-1].prompt
    assert "Halve it." in last
    assert "step3 " in last
    assert "step1 " not in last
