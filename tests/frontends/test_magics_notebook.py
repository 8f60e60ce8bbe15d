"""A notebook executed without anybody looking: nbclient and a real kernel."""

from pathlib import Path
from typing import Any

import nbformat
import pytest
from magics_shell import RIGHT, SCALE, WRONG, script
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError


def execute(folder: Path, *cells: str, **options: Any) -> nbformat.NotebookNode:
    sheet = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    client = NotebookClient(sheet, timeout=120, resources={"metadata": {"path": str(folder)}}, **options)
    client.execute()
    return sheet


@pytest.fixture(autouse=True)
def nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("JPY_SESSION_NAME", "DEVLOOP_HOME"):
        monkeypatch.delenv(name, raising=False)


def text_of(cell: nbformat.NotebookNode) -> str:
    return "".join(output.get("text", "") for output in cell.outputs)


def test_the_cell_waits_and_the_saved_notebook_holds_lines_and_receipt(tmp_path: Path) -> None:
    lm = script(tmp_path, scale=[WRONG, RIGHT])
    loop = "import asyncio\nbeats = []\nasync def beat():\n    while True:\n        beats.append(1)\n"
    loop += "        await asyncio.sleep(0.01)\ntask = asyncio.create_task(beat())"
    sheet = execute(
        tmp_path,
        "%load_ext devloop_nb",
        loop,
        f"%%devloop scale --lm {lm}\n{SCALE}",
        "print(scale_report.status, len(beats) > 20)",
    )
    cell = sheet.cells[2]
    assert "attempt 2: 1 of 1 tests" in text_of(cell)
    receipt, charts = [output.data for output in cell.outputs if output.output_type == "display_data"]
    assert "low, high = min(xs), max(xs)" in receipt["text/html"]
    assert {"image/png", "image/svg+xml"} <= set(charts)
    assert text_of(sheet.cells[3]) == "success True\n"
    assert "widgets" not in sheet.metadata
    nbformat.validate(sheet)


def test_a_notebook_stops_at_a_run_without_success(tmp_path: Path) -> None:
    lm = script(tmp_path, scale=[WRONG])
    with pytest.raises(CellExecutionError, match="RunNotGood"):
        execute(tmp_path, "%load_ext devloop_nb", f"%%devloop scale --attempts 1 --lm {lm}\n{SCALE}")


def test_a_view_in_a_saved_notebook_leaves_its_receipt(tmp_path: Path) -> None:
    lm = script(tmp_path, scale=[WRONG, RIGHT])
    sheet = execute(
        tmp_path,
        "%load_ext devloop_nb\n%config DevLoop.view = 'live'",
        f"%%devloop scale --lm {lm}\n{SCALE}",
    )
    outputs = [output.data for output in sheet.cells[1].outputs if output.output_type == "display_data"]
    assert "application/vnd.jupyter.widget-view+json" in outputs[0]
    assert outputs[0]["text/plain"] == "The live view of scale; what came of it stands below."
    assert "scale: success" in outputs[1]["text/html"]
    state = next(iter(sheet.metadata.widgets.values()))["state"]
    assert [view["state"]["index"]["status"] for view in state.values() if "index" in view["state"]] == ["success"]


def test_background_returns_at_once_and_the_run_can_be_stopped(tmp_path: Path) -> None:
    slow = "import time\ntime.sleep(60)\n" + RIGHT
    lm = script(tmp_path, scale=[slow] * 5)
    sheet = execute(
        tmp_path,
        "%load_ext devloop_nb",
        f"%%devloop scale --background --lm {lm}\n{SCALE}",
        "%devloop status\n%devloop stop scale",
        "import time\nfor _ in range(200):\n    if 'scale_report' in globals(): break\n    time.sleep(0.05)\n"
        "print(scale_report.status)",
        "%devloop resume nothing",
        allow_errors=True,
    )
    assert "runs in the background" in text_of(sheet.cells[1])
    assert "was told to stop" in text_of(sheet.cells[2])
    assert text_of(sheet.cells[3]) == "stopped\n"
    (error,) = sheet.cells[4].outputs
    assert error.ename == "NotFound" and len(error.traceback) == 1


def test_an_interrupt_ends_the_cell_in_one_line_and_the_kernel_lives(tmp_path: Path) -> None:
    slow = "import time\ntime.sleep(60)\n" + RIGHT
    lm = script(tmp_path, scale=[slow] * 5)
    sheet = execute(
        tmp_path,
        "%load_ext devloop_nb",
        "import os, signal, threading\nthreading.Timer(3, os.kill, (os.getpid(), signal.SIGINT)).start()",
        f"%%devloop scale --lm {lm}\n{SCALE}",
        "%devloop history",
        allow_errors=True,
    )
    (error,) = [output for output in sheet.cells[2].outputs if output.output_type == "error"]
    assert error.ename == "RunNotGood" and len(error.traceback) == 1
    assert "%devloop resume scale" in error.traceback[0]
    assert "stopped" in sheet.cells[3].outputs[0].data["text/plain"]
