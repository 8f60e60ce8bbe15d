"""What a model is told when it writes tests and code, and what its answers come to."""

import ast
import asyncio
import os
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from model_server import EMPTY, HTML, PROSE, Answer, ModelServer, Reply, chat, in_turn
from recorder import Recorder

from devloop_nb.lm.coder import open_coder
from devloop_nb.values.attempt import Brief, Draft, Move
from devloop_nb.values.plan import Check, ModuleSpec
from devloop_nb.values.requirements import Performance, Requirements
from devloop_nb.values.secrets import Redactor, secret_values
from devloop_nb.values.settings import Settings

HALF = ModuleSpec(
    name="half",
    purpose="Halve numbers",
    entry="half(x: float) -> float",
    depends_on=("numbers_",),
    checks=(Check(says="zero stays zero"),),
)
WANTED = Requirements(
    name="half",
    goal="Halve a number",
    approach="divide",
    libraries={"numpy": ("divide",), "scipy": ()},
    constraints=("no recursion",),
    performance=Performance(time="O(1)", memory_mib=10),
    notes="Text is refused.",
    context={"numbers.csv": "1,2,3"},
    hidden_tests=("HELD BACK",),
)
TEST = "from half import half\n\n\ndef test_half():\n    assert half(4) == 2\n"
CODE = "def half(x: float) -> float:\n    return x / 2\n"
BRIEF = Brief(module=HALF, requirements=WANTED, tests=(TEST,), move=Move(kind="draft", number=1))
AGAIN = BRIEF.model_copy(
    update={
        "move": Move(kind="debug", number=2, parent=1),
        "previous": "def half(x): return x",
        "feedback": "test_half failed: assert 4 == 2",
        "dependencies": {"numbers_": "ZERO = 0"},
    }
)


def use(
    answer: Answer | Reply | str, work: Callable[[Any], Awaitable[Any]], told: Recorder
) -> tuple[Any, ModelServer]:
    async def once(url: str) -> Any:
        settings = Settings(lm="openai/gpt-4o-mini", api_base=url, retries=0)
        async with open_coder(settings, {}, told.emit, Redactor(secret_values(os.environ))) as coder:
            return await work(coder)

    with ModelServer(answer) as server:
        return asyncio.run(once(server.url)), server


def code(answer: Answer | Reply | str, brief: Brief = BRIEF) -> tuple[Draft, ModelServer]:
    return use(answer, lambda coder: coder.write_code(brief), Recorder())


def test_a_first_draft_is_told_what_there_is_and_no_more() -> None:
    draft, server = code(chat(code=f"```python\n{CODE}```"))
    assert draft == Draft(code=draft.code, calls=("code/half/1",))
    assert ast.dump(ast.parse(draft.code)) == ast.dump(ast.parse(CODE))
    prompt = server.hits[0].prompt
    for said in (
        "Goal: Halve a number",
        "Approach: divide",
        "Libraries: numpy (divide); scipy",
        "- no recursion",
        "time O(1), at most 10 MiB",
        "Text is refused.",
        "numbers.csv:\n1,2,3",
        "Name: half",
        "Called as: half(x: float) -> float",
        "May import: numbers_",
        TEST.strip(),
        "at most 100 lines",
    ):
        assert said in prompt
    for unsaid in ("previous_code", "feedback", "dependencies ##", "cause", "HELD BACK", "None", "Documentation"):
        assert unsaid not in prompt


def test_a_later_attempt_is_told_what_went_wrong() -> None:
    draft, server = code(chat(cause="It did not divide.", code=CODE), AGAIN)
    assert not draft.problem
    for said in (AGAIN.previous, AGAIN.feedback, "# numbers_.py\nZERO = 0", "[[ ## cause ## ]]", "fails tests"):
        assert said in server.hits[0].prompt


def test_improving_is_not_mending() -> None:
    improve = AGAIN.model_copy(update={"move": Move(kind="improve", number=3, parent=2)})
    assert "misses a target" in code(chat(cause="", code=CODE), improve)[1].hits[0].prompt


TWO_BLOCKS = f"Use it like this:\n```python\nprint(half(4))\n```\nThe module:\n```python\n{CODE}```\nDone."
DIFF = """```diff
--- half.py
+++ half.py
@@ -1,2 +1,2 @@
 def half(x: float) -> float:
-    return x
+    return x / 2
```"""
USABLE = {
    "the chat format": chat(code=CODE),
    "a block in it": chat(code=f"```python\n{CODE}```"),
    "no format, one block": f"Here you are:\n```python\n{CODE}```",
    "no format, an open block": f"```python\n{CODE}",
    "two blocks": TWO_BLOCKS,
    "two blocks in the format": chat(code=TWO_BLOCKS),
    "a diff": DIFF,
    "JSON": '{"code": "def half(x: float) -> float:\\n    return x / 2\\n"}',
    "Windows lines": chat(code=CODE.replace("\n", "\r\n")),
}


@pytest.mark.parametrize("story", USABLE)
def test_code_is_found(story: str) -> None:
    draft, server = code(USABLE[story])
    assert draft.problem == ""
    assert ast.dump(ast.parse(draft.code)) == ast.dump(ast.parse(CODE))
    assert len(server.hits) == 1


USELESS: dict[str, tuple[Reply | str, str]] = {
    "cut off": (Reply(chat(code=CODE), finish="length"), "cut off at 5 tokens"),
    "empty": (EMPTY, "empty"),
    "prose": (PROSE, "no Python code"),
    "another function": (chat(code="def third(x, y):\n    return x / 3\n"), "does not define half"),
    "a web page": (HTML, "no completion"),
    "not Python": (chat(code="```javascript\nfunction half(x) { return x / 2 }\n```"), ""),
}


@pytest.mark.parametrize("story", USELESS)
def test_what_cannot_be_run_is_a_draft_with_a_problem(story: str) -> None:
    answer, words = USELESS[story]
    draft, server = code(answer)
    assert draft.problem
    assert words in draft.problem
    assert "\n" not in draft.problem
    assert draft.calls == ("code/half/1",)
    assert len(server.hits) == 1


def test_what_was_cut_off_is_never_run() -> None:
    draft, _ = code(Reply(chat(code=CODE), finish="length"))
    assert draft.code == ""


def test_tests_are_written_from_the_requirements() -> None:
    told = Recorder()
    source, server = use(chat(tests=f"```python\n{TEST}```"), lambda coder: coder.write_tests(HALF, WANTED), told)
    assert ast.dump(ast.parse(source)) == ast.dump(ast.parse(TEST))
    prompt = server.hits[0].prompt
    for said in ("Goal: Halve a number", "Name: half", "- zero stays zero", "Called as: half(x: float) -> float"):
        assert said in prompt
    assert "HELD BACK" not in prompt
    assert list(told.calls) == ["tests/half"]


@pytest.mark.parametrize(
    "useless", [PROSE, EMPTY, Reply(chat(tests=TEST), finish="length"), Reply(chat(tests="1 +"))]
)
def test_tests_get_a_second_chance(useless: Reply) -> None:
    told = Recorder()
    answers = in_turn(useless, chat(tests=TEST))
    source, server = use(answers, lambda coder: coder.write_tests(HALF, WANTED), told)
    assert "def test_half" in source
    assert list(told.calls) == ["tests/half", "tests/half/2"]
    assert "[[ ## rejected ## ]]" in server.hits[1].prompt


def test_a_suite_that_was_rejected_is_written_anew() -> None:
    told = Recorder()
    source, server = use(chat(tests=TEST), lambda coder: coder.write_tests(HALF, WANTED, ["no test is red"]), told)
    assert "def test_half" in source
    assert list(told.calls) == ["tests/half/3"]
    assert "no test is red" in server.hits[0].prompt


def test_no_tests_are_no_tests() -> None:
    source, server = use(PROSE, lambda coder: coder.write_tests(HALF, WANTED), Recorder())
    assert source == ""
    assert len(server.hits) == 2
