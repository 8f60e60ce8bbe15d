"""Notebooks made still: in the kernel and in the file, through the tools that people open them with."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from command_line import devloop
from magics_shell import RIGHT, SCALE, WRONG, script
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from traitlets.config import Config

LIVE = "application/vnd.jupyter.widget-view+json"
KEY = "sk-frozen-0123456789"
FOREIGN = "import ipywidgets\nipywidgets.HTML('<b>mine</b>')"


def played(folder: Path, *more: str) -> nbformat.NotebookNode:
    lm = script(folder, scale=[WRONG, RIGHT])
    cells = [
        "%load_ext devloop_nb\n%config DevLoop.view = 'live'",
        f"%%devloop scale --lm {lm}\n{SCALE}",
        "%devloop show scale 1",
        *more,
    ]
    sheet = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(sheet, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    return sheet


@pytest.fixture(autouse=True, scope="module")
def nobody_looks() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("JPY_SESSION_NAME", "DEVLOOP_HOME"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="module")
def saved(nobody_looks: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notebook with a view, a widget of somebody else, and a key in a cell."""
    folder = tmp_path_factory.mktemp("saved")
    path = folder / "saved.ipynb"
    nbformat.write(played(folder, FOREIGN, f"print('{KEY}')"), path)
    return path


def mimes(sheet: nbformat.NotebookNode, cell: int) -> list[set[str]]:
    return [set(output.get("data", ())) for output in sheet.cells[cell].outputs]


def test_the_magic_takes_the_views_and_leaves_the_receipts(tmp_path: Path) -> None:
    sheet = played(tmp_path, "%devloop freeze", "%devloop freeze")
    assert "2 views frozen" in sheet.cells[3].outputs[0].text
    assert "0 views frozen" in sheet.cells[4].outputs[0].text
    for cell in (1, 2):
        blank, receipt, charts = sheet.cells[cell].outputs
        assert blank.data == {"text/html": "", "text/plain": ""}
        assert "low, high = min(xs), max(xs)" in receipt.data["text/html"]
        assert "image/png" in charts.data
    assert LIVE not in json.dumps(sheet)


def test_a_file_is_frozen_and_stays_a_notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, saved: Path) -> None:
    sheet, shared = nbformat.read(saved, as_version=4), tmp_path / "shared.ipynb"
    assert [LIVE in kinds for kinds in mimes(sheet, 1)] == [True, False, False] and sheet.metadata.widgets
    monkeypatch.setenv("FROZEN_API_KEY", KEY)
    assert devloop(tmp_path, "freeze", str(saved), "-o", str(shared)).code == 0
    still = nbformat.read(shared, as_version=4)
    nbformat.validate(still)
    assert [sorted(kinds) for kinds in mimes(still, 1)] == [
        ["text/html", "text/plain"],
        ["image/png", "image/svg+xml", "text/plain"],
    ]
    assert mimes(still, 3) == [{"text/plain"}], "a widget of somebody else leaves its text"
    assert "widgets" not in still.metadata and LIVE not in shared.read_text()
    assert KEY not in shared.read_text() and still.cells[4].source == "print('[FROZEN_API_KEY]')"
    assert KEY in saved.read_text(), "the notebook itself is as it was"


def test_what_is_frozen_reads_well_everywhere(tmp_path: Path, saved: Path) -> None:
    path = Path(shutil.copy(saved, tmp_path))
    assert devloop(tmp_path, "freeze", path, "--json").json["notebook"] == str(path)
    still = nbformat.read(path, as_version=4)
    whole, _ = HTMLExporter().from_notebook_node(still)
    clean, _ = HTMLExporter(sanitize_html=True).from_notebook_node(still)
    for page in (whole, clean):
        assert "scale: success" in page and "data:image/" in page
        assert "widget-state" not in page
    text = Config(NbConvertBase={"display_data_priority": ["image/png", "text/plain"]})
    told, _ = HTMLExporter(config=text, sanitize_html=True).from_notebook_node(still)
    assert "&lt;th" in clean and "&lt;th" not in told and "&lt;details" not in told
    assert "scale: success" in told and "data:image/png" in told


@pytest.mark.parametrize("text", ["", "no json", "{}", '{"cells": 1, "nbformat": 4, "nbformat_minor": 5}'])
def test_what_is_no_notebook_is_said_in_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "odd.ipynb"
    path.write_text(text)
    told = devloop(tmp_path, "freeze", str(path))
    assert told.code == 2 and "is no notebook" in told.err and "Traceback" not in told.err
    assert path.read_text() == text
    assert "cannot be read" in devloop(tmp_path, "freeze", str(tmp_path / "none.ipynb")).err


def test_papermill_writes_the_same_receipts(tmp_path: Path) -> None:
    lm = script(tmp_path, scale=[WRONG, RIGHT])
    cells = ["%load_ext devloop_nb\n%config DevLoop.view = 'live'", f"%%devloop scale --lm {lm}\n{SCALE}"]
    source, target = tmp_path / "in.ipynb", tmp_path / "out.ipynb"
    sheet = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    sheet.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(sheet, source)
    pytest.importorskip("papermill")
    command = [
        sys.executable,
        "-m",
        "papermill",
        "--no-progress-bar",
        "--cwd",
        str(tmp_path),
        str(source),
        str(target),
    ]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0, ended.stderr[-2000:]
    done = nbformat.read(target, as_version=4)
    nbformat.validate(done)
    assert ["image/png" in kinds for kinds in mimes(done, 1)][-1]
