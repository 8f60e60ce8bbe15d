"""Reports of a run that really ran: its own code in its own kernel, stored and read back."""

import asyncio
import re
from dataclasses import asdict
from pathlib import Path

import nbformat
import pytest
from command_line import GOOD, HALF, SPEC, write_spec
from nbclient import NotebookClient

from devloop_nb.frontends.python import develop
from devloop_nb.frontends.report.report import Report
from devloop_nb.values.errors import BadSetting
from devloop_nb.values.events import Recorded
from devloop_nb.values.run_state import RunState


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("stored")
    _, lm = write_spec(folder, HALF, GOOD)
    return asyncio.run(develop(SPEC, lm=lm, home=folder / "home"))


def test_what_develop_gives(told: Report) -> None:
    assert (told.status, told.score, told.code) == ("success", 1.0, {"clamp": GOOD})
    assert told.folder is not None
    assert (told.folder / "clamp.py").read_text() == GOOD
    assert told.summary.hidden.passed == 1


def test_it_listens_replays_and_takes_settings(tmp_path: Path) -> None:
    _, lm = write_spec(tmp_path, HALF, GOOD)
    heard: list[str] = []

    def listen(recorded: Recorded, state: RunState) -> None:
        heard.append(recorded.event.kind)

    async def twice() -> list[Report]:
        given = {"lm": lm, "attempts": 1, "threshold": 0.5, "seed": 3, "home": tmp_path / "home", "listen": listen}
        return [await develop(SPEC, **given), await develop(SPEC, **given)]

    first, second = asyncio.run(twice())
    assert (first.status, first.state.settings.seed) == ("success", 3)
    assert first.state.run == second.state.run, "the second was replayed"
    assert heard.count("run_started") == 1 and heard[-1] == "run_ended"


def test_a_setting_that_does_not_exist_is_refused() -> None:
    with pytest.raises(BadSetting, match="attempts"):
        asyncio.run(develop(SPEC, attemps=3))


def test_the_receipt_fits_and_the_story_is_whole(told: Report) -> None:
    sheet = told.sheet
    (module,) = sheet.modules
    assert any("it ran this code and these tests" in fact.says for fact in sheet.origins)
    assert [attempt.tests for attempt in module.attempts] == ["2/3", "3/3"]
    assert [(failure.number, [test.name.split("::")[-1] for test in failure.tests]) for failure in module.trail] == [
        (1, ["test_above"])
    ]
    assert "+    return max(low, min(x, high))" in module.diff.text
    assert all(case.seconds > 0 for case in module.cases)
    assert "test_edges" in str(asdict(sheet)["hidden"]), "the held-back test is named"


@pytest.mark.parametrize("suffix", [".md", ".html", ".ipynb"])
def test_held_back_tests_stay_held_back(told: Report, tmp_path: Path, suffix: str) -> None:
    text = told.save(tmp_path / f"clamp{suffix}").read_text("utf-8")
    assert "1 of 1 held-back test passed" in text
    assert "clamp(0, 0, 1)" not in text


def test_the_notebook_gives_the_same_result_again(told: Report, tmp_path: Path) -> None:
    notebook = nbformat.read(told.save(tmp_path / "clamp.ipynb"), 4)
    nbformat.validate(notebook)
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    said = "".join(output.get("text", "") for cell in notebook.cells for output in cell.get("outputs", ()))
    assert "3 passed" in re.sub(r"\x1b\[[0-9;]*m", "", said)
