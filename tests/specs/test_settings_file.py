"""Settings come from devloop.toml, pyproject.toml or the environment."""

from pathlib import Path

import pytest

from devloop_nb.specs.settings_file import environment_settings, read_settings
from devloop_nb.values.errors import BadSetting
from devloop_nb.values.settings import Settings
from devloop_nb.values.settings_layers import merge_settings


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_the_nearest_file_upwards_is_read(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    _write(tmp_path / "devloop.toml", 'lm = "openai/far"\nattempts = 2\n')
    assert read_settings(inner) == {"lm": "openai/far", "attempts": 2}
    _write(tmp_path / "a" / "pyproject.toml", "[project]\nname = 'x'\n")
    assert read_settings(inner)["attempts"] == 2, "a pyproject.toml without the table is passed by"
    _write(tmp_path / "a" / "pyproject.toml", "[tool.devloop]\nattempts = 3\n")
    assert read_settings(inner) == {"attempts": 3}
    _write(inner / "pyproject.toml", "[tool.devloop]\nattempts = 4\n")
    _write(inner / "devloop.toml", "attempts = 5\n")
    assert read_settings(inner) == {"attempts": 5}
    assert read_settings(tmp_path) == {"lm": "openai/far", "attempts": 2}


def test_an_empty_table_ends_the_search(tmp_path: Path) -> None:
    _write(tmp_path / "devloop.toml", "attempts = 2\n")
    _write(tmp_path / "a" / "devloop.toml", "")
    assert read_settings(tmp_path / "a") == {}


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("devloop.toml", "attempts = 1\nlm = openai", "line 2"),
        ("pyproject.toml", "[tool.devloop\n", "line 1"),
        ("pyproject.toml", "[tool]\ndevloop = 3\n", "tool.devloop is no table"),
        ("devloop.toml", "atempts = 3\n", "there is no setting 'atempts'. Did you mean 'attempts'?"),
        ("devloop.toml", "[weights]\ntests = 1\n", "there is no setting 'weights'"),
    ],
)
def test_a_bad_file_is_named_with_what_to_do(tmp_path: Path, name: str, text: str, says: str) -> None:
    path = _write(tmp_path / name, text)
    with pytest.raises(BadSetting) as caught:
        read_settings(tmp_path)
    assert str(path) in caught.value.line
    assert says in caught.value.line
    assert caught.value.mend


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "devloop.toml").write_bytes('lm = "größer"'.encode("cp1252"))
    with pytest.raises(BadSetting, match="UTF-8"):
        read_settings(tmp_path)


def test_every_setting_can_come_from_the_environment() -> None:
    plain = {field: value for field, value in Settings() if isinstance(value, str | int | float)}
    everything = {f"DEVLOOP_{field.upper()}": str(value) for field, value in plain.items()}
    assert merge_settings(environment_settings(everything)) == Settings()
    tables = {"DEVLOOP_MODELS": "plan=openai/x", "DEVLOOP_GATES": "coverage=90, types=off"}
    told = merge_settings(environment_settings(tables))
    assert (told.models, told.gates) == ({"plan": "openai/x"}, {"coverage": "90", "types": "off"})
    found = environment_settings({"DEVLOOP_LM": "openai/x", "DEVLOOP_ATTEMPTS": "7", "DEVLOOP_THRESHOLD": ""})
    assert found == {"lm": "openai/x", "attempts": "7"}
    assert merge_settings(found).attempts == 7


def test_other_variables_say_nothing() -> None:
    assert environment_settings({"DEVLOOP_HOME": "/x", "DEVLOOP_COLOUR": "red", "LM": "y", "devloop_lm": "z"}) == {}


@pytest.mark.parametrize("rule", ['security = "alone"', 'security = "ask 9 approve"', 'expectations = "ask"'])
def test_a_file_may_ask_for_more_care_and_not_for_less(tmp_path: Path, rule: str) -> None:
    path = tmp_path / "devloop.toml"
    path.write_text(f"[authority]\n{rule}\n")
    with pytest.raises(BadSetting, match="cannot be made looser in a file"):
        read_settings(tmp_path)
    path.write_text('[authority]\nplan = "ask 600 stop"\nsecurity = "never"\nblocker = "ask"\n')
    assert merge_settings(read_settings(tmp_path)).authority.rule("plan").seconds == 600
