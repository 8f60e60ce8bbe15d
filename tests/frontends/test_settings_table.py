"""The table of settings: complete, the same in the README, and what holds in a folder with where it comes from."""

from pathlib import Path

import pytest
from command_line import devloop
from magics_shell import open_shell

from devloop_nb.frontends.settings_table import markdown, rows
from devloop_nb.values.settings import Settings

README = Path(__file__).parents[2] / "README.md"
TABLES = {"models", "prices", "authority", "workflow", "gates"}
BEGIN, END = "<!-- settings: devloop-nb settings --markdown -->\n", "\n<!-- end of settings -->"


def test_the_readme_has_the_table_that_the_code_prints(tmp_path: Path) -> None:
    stands = README.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]
    assert stands == markdown()
    assert devloop(tmp_path, "settings", "--markdown").out.strip() == stands


def test_every_setting_says_what_it_is() -> None:
    table = {name: cells for name, *cells in rows()}
    assert list(table) == list(Settings.model_fields)
    assert all(kind and says for kind, _, says, _ in table.values())
    assert table["attempts"] == ["integer 1 to 10000", "5", "attempts for each module", "--attempts, %config"]
    assert table["review"][3] == "--no-review"
    assert table["executor"][3] == "--executor, %config, not in a file"
    assert table["search"][:2] == ["loop or samples", "loop"]
    assert table["edits"][:2] == ["integer 0 to 1000", ""]
    assert {name for name, cells in table.items() if cells[0] == "table"} == TABLES


def test_what_holds_in_a_folder_and_where_it_comes_from(tmp_path: Path) -> None:
    file = tmp_path / "devloop.toml"
    file.write_text("attempts = 3\nthreshold = 0.9\n[gates]\ncoverage = 90\n[workflow.building]\ntimeout = 60\n")
    key = "sk-a-secret-of-somebody-1234567890"
    told = devloop(
        *(tmp_path, "settings", "--json"),
        DEVLOOP_ATTEMPTS="7",
        DEVLOOP_GATES="types=off",
        DEVLOOP_API_BASE=f"http://me:word@127.0.0.1/{key}",
        OPENAI_API_KEY=key,
    )
    here = {row["setting"]: (row["value"], row["origin"]) for row in told.json["settings"]}
    assert here["attempts"] == (7, "DEVLOOP_ATTEMPTS")
    assert here["threshold"] == (0.9, str(file))
    assert here["gates"] == ({"coverage": "90", "types": "off"}, f"DEVLOOP_GATES, {file}")
    assert here["workflow"] == ({"building": {"timeout": 60.0}}, str(file))
    assert here["lm"] == ("", "default")
    assert here["api_base"][1] == "DEVLOOP_API_BASE"
    assert not any(secret in told.out for secret in (key, "me:word"))
    shown = devloop(tmp_path, "settings", DEVLOOP_ATTEMPTS="7").out
    assert "(DEVLOOP_ATTEMPTS)" in next(line for line in shown.splitlines() if "ATTEMPTS" in line)


def test_a_wrong_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "devloop.toml").write_text("[workflow.bulding]\ntimeout = 3\n")
    told = devloop(tmp_path, "settings")
    assert told.code == 2
    assert "there is no stage 'bulding'; did you mean 'building'?" in told.complaint


def test_a_notebook_shows_what_it_has_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_shell(tmp_path) as shell:
        shell.run("%load_ext devloop_nb")
        shell.run("%config DevLoop.attempts = 4")
        shown = shell.run("%devloop settings")
        assert shown.ok
        assert "4 (%config)" in shown.outputs[0].data["text/plain"]
