"""Prepared answers: in order, each once, and a script that is none is one line."""

import asyncio
from pathlib import Path

import pytest
from recorder import Recorder

from devloop_nb.lm.coder import open_coder
from devloop_nb.lm.script import parse_script
from devloop_nb.values.attempt import Brief, Draft, Move
from devloop_nb.values.errors import BadInput
from devloop_nb.values.plan import ModuleSpec
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.settings import Settings

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "email_validation" / "answers.yaml"
WANTED = Requirements(name="half", goal="Halve a number")
HALF = ModuleSpec(name="half", purpose="Halve", entry="half(x)")


def draft(file: Path, number: int, told: Recorder) -> Draft:
    async def once() -> Draft:
        async with open_coder(Settings(lm=f"scripted:{file}"), {}, told.emit, str) as coder:
            brief = Brief(module=HALF, requirements=WANTED, tests=(), move=Move(kind="draft", number=number))
            return await coder.write_code(brief)

    return asyncio.run(once())


def test_the_script_ends(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("code: {half: ['def half(x): return x / 2']}")
    told = Recorder()
    assert not draft(file, 1, told).problem
    assert draft(file, 2, told).problem == "the script has no answer for attempt 2 of half"
    assert told.calls["code/half/2"].problem


def test_code_is_taken_as_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    code = "import math\n\n\ndef half(x):\n    print(x)\n    return x / 2\n\n\nassert half(2) == 1\n"
    file.write_text("code:\n  half:\n    - |\n" + "".join(f"      {line}\n" for line in code.splitlines()))
    written = draft(file, 1, Recorder())
    assert written.code == code
    assert written.mended == ()


def test_it_costs_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("code: {half: ['def half(x): return x / 2']}")
    told = Recorder()
    draft(file, 1, told)
    (call,) = told.calls.values()
    assert (call.lm, call.tokens_in, call.tokens_out, call.usd, call.role) == ("scripted/a.yaml", 0, 0, 0.0, "code")


def test_no_plan_is_an_error_only_when_one_is_needed(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("code: {half: ['x = 1']}")

    async def plan() -> None:
        async with open_coder(Settings(lm=f"scripted:{file}"), {}, Recorder().emit, str) as coder:
            await coder.write_plan(WANTED)

    with pytest.raises(BadInput, match=r"scripted/a\.yaml has no plan"):
        asyncio.run(plan())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("code: [", "a.yaml, line 1 is not YAML"),
        ("code:\n  half: {", "line 2 is not YAML"),
        ("- 1", "a.yaml is no script"),
        ("cod: {}", "cod: Extra inputs"),
        ("code: {half: x}", "code.half"),
        ("plan: [{name: Half, purpose: p}]", "plan.0.name"),
        ("code: !!python/object/apply:os.system [true]", "is not YAML"),
        ("\x00", "is not YAML"),
    ],
)
def test_a_script_that_is_none(text: str, words: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_script(text, "a.yaml")
    assert words in caught.value.line
    assert "\n" not in caught.value.line


def test_a_file_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="No such file"):
        draft(tmp_path / "a.yaml", 1, Recorder())
    (tmp_path / "b.yaml").write_bytes(b"\xff\xfe\x00code")
    with pytest.raises(BadInput, match="UTF-8"):
        draft(tmp_path / "b.yaml", 1, Recorder())


def test_an_empty_script_is_a_script() -> None:
    assert parse_script("", "a.yaml").code == {}


def test_the_worked_example_is_a_script() -> None:
    script = parse_script(EXAMPLE.read_text(), EXAMPLE.name)
    assert {module.name for module in script.plan} == set(script.code)
