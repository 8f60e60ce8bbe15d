"""What is shown fits the terminal that it is shown at, and is whole where there is none."""

import os
from pathlib import Path

import pytest
from command_line import GOOD, HALF, devloop, write_spec
from terminal import at_terminal

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no pseudo terminals")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("runs")
    spec, lm = write_spec(place, HALF, GOOD)
    told = devloop(place, "run", spec, "--lm", lm)
    assert told.code == 0, told.err
    return place


@pytest.fixture(scope="module")
def run(folder: Path) -> str:
    return str(devloop(folder, "history", "--json").json["runs"][0]["run"])


@pytest.mark.parametrize(
    "command",
    [
        *("history --attempts", "status", "show clamp", "compare clamp:1 clamp:2", "rank clamp", "calls clamp"),
        "settings",
    ],
)
def test_no_line_is_longer_than_the_terminal_but_a_path(folder: Path, run: str, command: str) -> None:
    lines = at_terminal(folder, 60, *command.split())
    assert max(len(line) for line in lines if str(folder) not in line) <= 60
    if command not in ("show clamp", "calls clamp", "settings"):
        assert any(run in line for line in lines), "a run's id is in one piece"


def test_a_narrow_terminal_gets_a_block_for_each_row(folder: Path, run: str) -> None:
    lines = at_terminal(folder, 60, "history")
    assert lines[:2] == [f"run {run}", "  status: success  score: 1.00  tests: 3/3  attempts: 2"]
    assert "  model: scripted/clamp.yaml" in lines, "nothing is left out of a block"
    assert at_terminal(folder, 200, "history", COLUMNS="60") == lines, "what COLUMNS says comes first"


def test_a_terminal_of_middle_width_spares_columns_and_says_so(folder: Path) -> None:
    lines = at_terminal(folder, 80, "history")
    assert lines[0].split() == ["run", "status", "score", "tests", "attempts", "cost", "time"]
    assert lines[-1] == "For want of room without tokens, model, started; --json has them."
    wide = at_terminal(folder, 160, "history")
    assert wide[0].split()[-2:] == ["model", "started"] and "want of room" not in wide[-1]


def test_prose_is_cut_at_words_and_code_is_not_cut(folder: Path) -> None:
    words = [line.split() for line in at_terminal(folder, 60, "show", "clamp")]
    assert [word for line in words for word in line] == devloop(folder, "show", "clamp").out.split()
    assert "    |     return max(low, min(x, high))" in at_terminal(folder, 30, "show", "clamp")


def test_without_a_terminal_each_row_is_one_whole_line(folder: Path) -> None:
    told = devloop(folder, "history", COLUMNS="60").out.splitlines()
    assert told[0].split()[-2:] == ["model", "started"] and told[2].endswith(" UTC") and len(told) == 3
