"""The notebook report: valid, readable, and it runs."""

import re
from dataclasses import replace

import nbformat
from nbclient import NotebookClient
from report_states import failing, solved

from devloop_nb.frontends.report.report import Report
from devloop_nb.values.acceptances import Acceptance, Acceptances


def printed(notebook: nbformat.NotebookNode) -> str:
    """What the cells print when they are run."""
    NotebookClient(notebook, kernel_name="python3", timeout=120).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    return re.sub(r"\x1b\[[0-9;]*m", "", "".join(output.get("text", "") for output in outputs))


def test_it_runs_from_top_to_bottom() -> None:
    notebook = Report(solved()).notebook()
    nbformat.validate(notebook)
    said = printed(notebook)
    assert "module scale: 8 lines, imported" in said and "3 passed" in said


def test_code_that_fails_its_tests_fails_them_here_too() -> None:
    state = solved()
    state.modules["scale"] = replace(state.modules["scale"], acceptances=Acceptances().then(Acceptance(1)))
    assert "1 failed, 2 passed" in printed(Report(state).notebook())


def test_code_that_does_not_end_is_shown_and_not_run() -> None:
    notebook = Report(failing()).notebook()
    assert any("while True:" in cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert "passed" not in printed(notebook)


def test_it_is_plain_and_clean() -> None:
    notebook = Report(solved()).notebook()
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.metadata.devloop.status == "success" and "widgets" not in notebook.metadata
    assert not any(cell.get("outputs") for cell in notebook.cells)
    assert Report(solved()).notebook() == notebook, "the same run gives the same file"


def test_the_code_in_it_is_the_code_of_the_run() -> None:
    state = solved()
    cells = [cell.source for cell in Report(state).notebook().cells]
    assert f"%%module scale\n{state.code['scale']}" in cells


def test_the_scores_are_drawn_in_it() -> None:
    (cell,) = [cell for cell in Report(solved()).notebook().cells if "attachments" in cell]
    assert cell.source == "![Score of 3 attempts, best 1.00, threshold 1.00](attachment:picture.png)"
    assert cell.attachments["picture.png"]["image/png"].startswith("iVBOR")
