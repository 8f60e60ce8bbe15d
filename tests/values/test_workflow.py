"""The workflow as a table: what is said of a stage, and conditions that are read and never executed."""

from typing import Any

import pytest

from devloop_nb.values.condition import read_condition
from devloop_nb.values.errors import BadSetting
from devloop_nb.values.settings import Settings
from devloop_nb.values.settings_layers import merge_settings
from devloop_nb.values.workflow import Workflow

FACTS = {"modules": 3.0, "complexity": 2.0, "lines": 40.0, "attempts": 4.0, "criteria": 0.0, "score": 0.75}
FACTS_OF_RUN = {**FACTS, "tests": "passed", "integration": "untried"}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("modules > 1", True),
        ("modules>3", False),
        ("complexity >= 2", True),
        ("score < 0.8", True),
        ("tests == passed", True),
        ("tests != passed", False),
        ("integration == untried and criteria == 0", True),
        ("modules == 1 and tests == passed", False),
        ("modules == 1 or tests == passed", True),
        ("modules == 1 or lines > 30 and score <= 0.5", False),
    ],
)
def test_a_condition_is_read(text: str, holds: bool) -> None:
    assert read_condition(text).holds(FACTS_OF_RUN) is holds


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("module > 1", "a condition knows no 'module'; did you mean 'modules'?"),
        ("tests == pased", "tests is never 'pased'; did you mean 'passed'?"),
        ("tests > passed", "tests is compared with == or !=, not >"),
        ("modules > many", "modules is a number, not 'many'"),
        ("__import__('os').system('true')", "is no comparison"),
        ("modules > 1 and", "is no comparison"),
        ("modules", "is no comparison"),
    ],
)
def test_a_wrong_condition_is_refused_with_what_is_right(text: str, words: str) -> None:
    with pytest.raises(BadSetting) as caught:
        merge_settings({"workflow": {"integration": {"when": text}}})
    assert words in caught.value.line
    assert "workflow.integration.when" in caught.value.line


def test_what_is_not_said_of_a_stage_stays() -> None:
    file = {"workflow": {"building": {"parallel": 2, "timeout": 600}, "held-back": {"max_retries": 1}}}
    told = merge_settings({"workflow": {"building": {"parallel": 1}}}, file).workflow
    assert (told.building.parallel, told.building.timeout, told.testing.parallel) == (1, 600, 1)
    assert told.rules["held-back"].max_retries == 1
    assert told.rules["planning"] == Workflow().planning


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ({"bulding": {}}, "there is no stage 'bulding'; did you mean 'building'?"),
        ({"building": {"timeot": 3}}, "a stage has no 'timeot'; did you mean 'timeout'?"),
        ({"building": {"timeout": -1}}, "workflow.building.timeout = -1"),
        ({"building": {"timeout": float("inf")}}, "workflow.building.timeout = inf"),
        ({"building": {"max_retries": 99}}, "workflow.building.max_retries = 99"),
        ({"building": {"when": "modules > 1"}}, "building cannot be left out"),
        ({"review": {"parallel": 2}}, "review has no parallel: testing and building"),
        ({"building": 3}, "building is a table"),
        ([], "a workflow is a table of stages"),
    ],
)
def test_a_wrong_workflow_is_refused_with_what_is_right(written: Any, words: str) -> None:
    with pytest.raises(BadSetting) as caught:
        merge_settings({"workflow": written})
    assert words in caught.value.line


@pytest.mark.parametrize(
    ("stage", "when", "loosened"),
    [
        ("held-back", "tests == passed", ()),
        ("held-back", "tests == passed and integration == passed", ()),
        ("held-back", "tests == passed or modules > 1", ("held-back",)),
        ("integration", "modules > 1", ("integration",)),
        ("compliance", "tests == failed", ("compliance",)),
        ("review", "complexity >= 3", ()),
    ],
)
def test_a_proof_is_left_out_only_where_there_is_no_success_anyway(
    stage: str, when: str, loosened: tuple[str, ...]
) -> None:
    assert Workflow.model_validate({stage: {"when": when}}).loosened == loosened


def test_it_survives_being_stored() -> None:
    told = merge_settings({"workflow": {"held-back": {"when": "tests == passed", "checkpoint": True}}})
    assert Settings.model_validate_json(told.model_dump_json()) == told
