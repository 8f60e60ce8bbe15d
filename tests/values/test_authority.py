"""Who decides what, as it is written in a file, in the environment and behind ``--ask``."""

from typing import Any

import pytest

from devloop_nb.values.authority import asked
from devloop_nb.values.errors import BadSetting
from devloop_nb.values.settings import Settings
from devloop_nb.values.settings_layers import merge_settings


def rule(kind: str, *layers: dict[str, Any]) -> tuple[str, float | None, str]:
    found = merge_settings(*layers).authority.rule(kind)
    return found.says, found.seconds, found.on_timeout


def test_what_runs_alone_by_default_and_what_does_not() -> None:
    says = {kind: found.says for kind, found in Settings().authority}
    asked = {"expectations", "dependency", "security", "stage"}
    assert {kind for kind, word in says.items() if word != "alone"} == asked
    assert says["expectations"] == "never"


@pytest.mark.parametrize(
    ("written", "rule_of_plan"),
    [
        ({"plan": "ask"}, ("ask", None, "stop")),
        ({"plan": "ask 600"}, ("ask", 600, "stop")),
        ({"plan": "ask 600 reject"}, ("ask", 600, "reject")),
        ({"plan": {"says": "ask", "seconds": 5, "on_timeout": "approve"}}, ("ask", 5, "approve")),
        ({"plan": {"seconds": 5}}, ("alone", 5, "stop")),
        ("plan=ask 600, api=never", ("ask", 600, "stop")),
        ("plan", ("ask", None, "stop")),
    ],
)
def test_a_rule_is_a_word_some_words_or_a_table(written: Any, rule_of_plan: tuple[str, float | None, str]) -> None:
    assert rule("plan", {"authority": written}) == rule_of_plan


def test_an_option_is_laid_over_the_file() -> None:
    file = {"authority": {"plan": "never", "security": "ask 60"}}
    assert rule("plan", asked("plan=30,blocker"), file) == ("ask", 30, "stop")
    assert rule("blocker", asked("plan=30,blocker"), file) == ("ask", None, "approve")
    assert rule("security", asked("plan=30"), file) == ("ask", 60, "reject")
    assert asked(None) == {} == asked(" ")


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ({"plans": "ask"}, "did you mean 'plan'"),
        ({"plan": {"on_timout": "stop"}}, "did you mean 'on_timeout'"),
        ({"plan": "perhaps"}, "authority.plan.says = 'perhaps'"),
        ({"plan": "ask soon"}, "authority.plan.seconds = 'soon'"),
        ({"plan": "ask -1"}, "greater than or equal to 0"),
        ({"plan": "ask 1 stop now"}, "a rule is at most three words"),
        ({"plan": 7}, "authority.plan = 7"),
        (7, "write kinds and rules"),
    ],
)
def test_what_cannot_be_a_rule_is_said(written: Any, says: str) -> None:
    with pytest.raises(BadSetting, match=says):
        merge_settings({"authority": written})


def test_it_survives_being_stored() -> None:
    settings = merge_settings(asked("plan=30"))
    assert Settings.model_validate(settings.model_dump(mode="json")) == settings
