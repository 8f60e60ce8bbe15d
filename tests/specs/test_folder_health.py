"""What the doctor says of a folder."""

import subprocess
from pathlib import Path

from devloop_nb.specs.health import folder_health


def look(folder: Path) -> dict[str, tuple[bool, str]]:
    return {health.about: (health.ok, health.says) for health in folder_health(folder)}


def test_an_empty_folder_is_well(tmp_path: Path) -> None:
    found = look(tmp_path)
    assert all(ok for ok, _ in found.values())
    assert "no repository" in found["git"][1]


def test_settings_are_read_and_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "devloop.toml").write_text("attempts = 8")
    assert look(tmp_path)["settings"] == (True, "attempts = 8")
    (tmp_path / "devloop.toml").write_text("attempts = ")
    ok, says = look(tmp_path)["settings"]
    assert not ok
    assert "devloop.toml" in says


def test_a_file_cannot_say_where_keys_are_sent(tmp_path: Path) -> None:
    (tmp_path / "devloop.toml").write_text('api_base = "http://elsewhere/v1"')
    ok, says = look(tmp_path)["settings"]
    assert not ok
    assert "api_base" in says


def test_git_counts_what_is_changed(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", "-b", "main", tmp_path], check=True)
    (tmp_path / "new.txt").write_text("new")
    ok, says = look(tmp_path)["git"]
    assert ok
    assert "1 files changed" in says
