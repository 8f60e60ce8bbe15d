"""Notebooks executed by the command line: in this Python's kernel, whatever happens in them."""

import json
import sys
from pathlib import Path

import nbformat
import pytest
from command_line import devloop

from devloop_nb.frontends.cli.quickstart import execute, find_quickstart
from devloop_nb.frontends.engine import engine
from devloop_nb.values.errors import DevloopError, EnvironmentProblem


def run(folder: Path, *cells: str) -> tuple[list[str], list[str]]:
    """What the cells print, and what was told."""
    source, target, told = folder / "given.ipynb", folder / "out" / "done.ipynb", list[str]()
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    nbformat.write(notebook, source)
    target.parent.mkdir()
    engine().run(execute(source, target, folder / "home", told.append))
    done = nbformat.read(target, 4)
    return ["".join(output.get("text", "") for output in cell.outputs) for cell in done.cells], told


def test_it_runs_in_this_python_and_in_the_output_folder(tmp_path: Path) -> None:
    cells = ("import sys, os; print(sys.executable)", "print(os.getcwd(), os.environ['DEVLOOP_HOME'])")
    said, told = run(tmp_path, *cells)
    assert said == [f"{sys.executable}\n", f"{tmp_path / 'out'} {tmp_path / 'home'}\n"]
    assert told == [f"cell 1 of 2: {cells[0]}", f"cell 2 of 2: {cells[1]}"]


def test_a_cell_that_fails_is_one_line_and_what_was_done_is_written(tmp_path: Path) -> None:
    with pytest.raises(DevloopError, match=r"ZeroDivisionError: division by zero.*done\.ipynb"):
        run(tmp_path, "print('before')", "1 / 0", "print('after')")
    done = nbformat.read(tmp_path / "out" / "done.ipynb", 4)
    assert [bool(cell.outputs) for cell in done.cells] == [True, True, False]


def test_a_kernel_that_dies_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="kernel died"):
        run(tmp_path, "import os; os._exit(1)")


def test_the_quickstart_is_a_clean_notebook() -> None:
    notebook = nbformat.read(find_quickstart(), 4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in code)
    assert any(cell.source.startswith("%%devloop ") for cell in code)


@pytest.mark.model
def test_the_demo_shows_a_task_that_fails_first_and_is_solved_later(tmp_path: Path) -> None:
    told = devloop(tmp_path, "demo", "--json")
    assert told.code == 0, told.err
    runs = told.json["runs"]
    assert {run["lm"] for run in runs} == {"local/smollm2-135m"}
    late = [run for run in runs if run["status"] == "success" and run["modules"][0]["attempts"] > 1]
    assert late, json.dumps(runs)
    nbformat.validate(nbformat.read(told.json["notebook"], 4))
    page = Path(told.json["report"]).read_text("utf-8")
    assert all(run["run"] in page for run in runs) and "<script" not in page
