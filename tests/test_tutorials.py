"""The tutorials: clean, free of this machine, and they run from top to bottom with no key and no model."""

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[1] / "notebooks"
NAMES = ("your_own_model", "reading_a_run", "tuning_a_metric", "sharing")
ENDS = {
    "your_own_model": "spread: success, score 1.00",
    "reading_a_run": "fails: test_equal_values, test_empty",
    "tuning_a_metric": "forgiving",
    "sharing": "4 passed",
}
# Settings of this machine, a key, or a front-end would show another story.
FOREIGN = re.compile(r"^(DEVLOOP_.*|JPY_SESSION_NAME|.*_API_KEY)$")


@pytest.fixture
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in filter(FOREIGN.match, list(os.environ)):
        monkeypatch.delenv(name)


@pytest.mark.parametrize("name", [*NAMES, "quickstart"])
def test_a_tutorial_is_clean(name: str) -> None:
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", 4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert notebook.cells[0].source.startswith("# ") and len(code) > 3
    assert not any(cell.outputs or cell.execution_count for cell in code)
    links = re.findall(r"\]\(([\w]+\.ipynb)\)", "".join(cell.source for cell in notebook.cells))
    assert all((FOLDER / link).is_file() for link in links)


@pytest.mark.parametrize("name", NAMES)
def test_a_tutorial_runs_from_top_to_bottom(clean: None, tmp_path: Path, name: str) -> None:
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", 4)
    NotebookClient(notebook, timeout=240, resources={"metadata": {"path": str(tmp_path)}}).execute()
    assert ENDS[name] in "".join(said(output) for cell in notebook.cells for output in cell.get("outputs", ()))


def said(output: Any) -> str:
    return str(output.get("text", "")) + str(output.get("data", {}).get("text/plain", ""))
