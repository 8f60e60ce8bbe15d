"""Notebooks that nobody watches: papermill with parameters, and a kernel that is killed in the middle of a run."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import nbformat
import pytest
from magics_shell import RIGHT, SCALE, WRONG, script
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError

HALF = "def scale(xs):\n    top = max(xs)\n    return [x / top + 1 for x in xs]\n"
WHICH = "import os\nopen('kernel.pid', 'w').write(str(os.getpid()))\n%load_ext devloop_nb"


@pytest.fixture(autouse=True)
def nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("JPY_SESSION_NAME", "DEVLOOP_HOME"):
        monkeypatch.delenv(name, raising=False)


def notebook(*cells: str) -> nbformat.NotebookNode:
    sheet = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    sheet.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return sheet


def text_of(cell: nbformat.NotebookNode) -> str:
    return "".join(output.get("text", "") for output in cell.outputs)


def calls(folder: Path) -> int:
    """The calls that were begun, in all runs."""
    with sqlite3.connect(folder / ".devloop" / "devloop.db") as history:
        return int(history.execute("select count(*) from events where kind = 'call_started'").fetchone()[0])


def test_papermill_runs_the_cell_with_parameters(tmp_path: Path) -> None:
    lm = script(tmp_path, scale=[WRONG, RIGHT])
    cells = (
        "attempts = 1",
        "%load_ext devloop_nb\n%config DevLoop.attempts = attempts",
        f"%%devloop scale --lm {lm}\n{SCALE}",
        "print(scale_report.status, len(scale_report.modules))",
    )
    sheet = notebook(*cells)
    sheet.cells[0].metadata["tags"] = ["parameters"]
    nbformat.write(sheet, tmp_path / "in.ipynb")
    few = papermill(tmp_path, "1")
    assert few.returncode != 0 and "RunNotGood" in few.stderr
    enough = papermill(tmp_path, "3")
    assert enough.returncode == 0, enough.stderr[-2000:]
    cell = nbformat.read(tmp_path / "out.ipynb", 4).cells[3]
    assert "attempt 2: 1 of 1 tests" in text_of(cell)
    receipt, charts = [output.data for output in cell.outputs if output.output_type == "display_data"]
    assert "low, high = min(xs), max(xs)" in receipt["text/html"] and "image/png" in charts


def papermill(folder: Path, attempts: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "papermill", "in.ipynb", "out.ipynb", "-p", "attempts", attempts]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)


def test_a_run_whose_kernel_was_killed_goes_on_and_pays_for_nothing_twice(tmp_path: Path) -> None:
    slow = f"import os, time\nif not os.path.exists({str(tmp_path / 'fast')!r}):\n    time.sleep(25)\n"
    lm = script(tmp_path, scale=[WRONG, slow + HALF, RIGHT])
    sheet = notebook(WHICH, f"%%devloop scale --lm {lm}\n{SCALE}", "print(scale_report.status)")
    killer = threading.Thread(target=kill_after, args=(tmp_path, 2))
    killer.start()
    with pytest.raises(DeadKernelError):
        client(sheet, tmp_path).execute()
    killer.join()
    assert calls(tmp_path) == 2
    (tmp_path / "fast").touch()
    client(sheet, tmp_path).execute()
    assert text_of(sheet.cells[2]) == "success\n"
    assert calls(tmp_path) == 3
    assert "attempt 3: 1 of 1 tests" in text_of(sheet.cells[1])


def client(sheet: nbformat.NotebookNode, folder: Path) -> NotebookClient:
    return NotebookClient(sheet, timeout=120, resources={"metadata": {"path": str(folder)}})


def kill_after(folder: Path, number: int) -> None:
    """Kills the kernel when so many calls were made and the code of the last has begun to run."""
    for _ in range(600):
        time.sleep(0.1)
        if (folder / ".devloop" / "devloop.db").exists() and calls(folder) >= number:
            break
    time.sleep(1)
    os.kill(int((folder / "kernel.pid").read_text()), signal.SIGKILL)
