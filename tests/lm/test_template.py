"""Prompt templates: ours are whole, a user's own replaces what it names, and a wrong one is a line."""

from pathlib import Path

import pytest

from devloop_nb.lm.template import NAMES, check_templates, template_of
from devloop_nb.values.errors import BadSetting


def own(folder: Path, text: str) -> str:
    (folder / "code.yaml").write_text(text)
    return str(folder)


@pytest.mark.parametrize("name", NAMES)
def test_ours_name_all_variables_that_stand_in_them(name: str) -> None:
    template = template_of(name)
    written = template.write(**dict.fromkeys(template.variables, "X"))
    assert "$" not in written
    assert len(template.version) == 12


def test_what_a_template_of_ones_own_does_not_say_stays(tmp_path: Path) -> None:
    ours = template_of("code")
    folder = own(tmp_path, "tasks: {draft: 'Write $module in Python $python.'}\ninputs: {plan: {rank: high}}\n")
    mine = template_of("code", folder)
    assert mine.tasks == {**ours.tasks, "draft": "Write $module in Python $python."}
    assert mine.task("draft", module="half").startswith("Write half in Python 3.")
    assert (mine.inputs["plan"].rank, mine.inputs["plan"].says) == ("high", ours.inputs["plan"].says)
    assert mine.instructions == ours.instructions
    assert mine.version != ours.version
    assert template_of("plan", folder) == template_of("plan")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("instructions: Write $modul.", "there is no variable 'modul'. Did you mean 'module'?"),
        ("tasks: {draft: $goals}", "there is no variable 'goals'. Did you mean 'goal'?"),
        ("instruction: x", "a template has no 'instruction'. Did you mean 'instructions'?"),
        ("inputs: {feedbak: {rank: low}}", "inputs have no 'feedbak'. Did you mean 'feedback'?"),
        ("inputs: {feedback: {rank: lowest}}", "inputs.feedback.rank"),
        ("inputs: 5", "inputs"),
        ("instructions: costs $5", "a $ begins no variable"),
        ("instructions: [", "cannot be read"),
        ("- 1", "is no template"),
        ("variables: [x]", "a template has no 'variables'"),
    ],
)
def test_a_wrong_one_is_refused_with_what_is_right(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(BadSetting) as caught:
        check_templates(own(tmp_path, text))
    assert words in caught.value.line
    assert "code.yaml" in caught.value.line
