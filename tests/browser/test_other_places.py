"""A run whose cell is moved, cut, copied, deleted or shown in a tab of its own; a notebook with another name."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from browser_lab import Lab
from browser_notebook import Notebook
from browser_story import BETTER, DRAFT, RIGHT, SLOW, TESTS, answers, cell
from playwright.sync_api import Locator, expect

pytestmark = pytest.mark.browser
LOAD = "%load_ext devloop_nb"
SECONDS = 30_000
CODE = re.compile(r"^# scale: attempt 1, ")


def begun(notebook: Callable[..., Notebook], lab: Lab, *options: str) -> tuple[Notebook, Locator]:
    """A run whose third attempt takes a while, its cell selected."""
    lm = answers(lab.notebooks, f"place{time.time_ns()}", DRAFT, BETTER, SLOW.format(seconds=2) + RIGHT)
    sheet = notebook(LOAD, TESTS, cell(lm, *options), "1 + 1", "%devloop status")
    sheet.run(0)
    sheet.run(1)
    output = sheet.start(2)
    expect(output.locator(".dl-attempt .dl-score").nth(1)).to_have_text("0.80", timeout=SECONDS)
    output.locator(".dl-attempt").first.click()
    select(sheet, 2)
    return sheet, output


def select(sheet: Notebook, number: int) -> None:
    """The cell hears the keys of the command mode."""
    sheet.cell(number).locator(".jp-InputPrompt").click()
    expect(sheet.cell(number)).to_have_class(re.compile("jp-mod-selected"))
    sheet.page.keyboard.press("Escape")


def at_its_end(output: Locator) -> None:
    """The view and what the notebook keeps of it say the same."""
    expect(output.locator(".dl-pill")).to_have_text("✓ Success", timeout=2 * SECONDS)
    expect(output.locator("[class*=devloop-receipt]")).to_contain_text("success, score 1.00", timeout=SECONDS)


def kept(sheet: Notebook, number: int) -> str:
    """What the saved cell says of the run."""
    saved = nbformat.read(sheet.lab.notebooks / f"{sheet.name}.ipynb", as_version=4)
    return str(saved.cells[number].outputs[1].data["text/plain"])


def test_a_cell_that_is_copied_in_the_middle_tells_the_end_twice(notebook: Callable[..., Notebook], lab: Lab) -> None:
    sheet, _ = begun(notebook, lab)
    sheet.page.keyboard.press("c")
    sheet.page.keyboard.press("v")
    expect(sheet.page.locator(".devloop-view")).to_have_count(2)
    sheet.cell(3).locator(".dl-attempt").nth(1).click()
    expect(sheet.cell(3).locator(".dl-detail h4")).to_contain_text("Attempt 2")
    expect(sheet.cell(2).locator(".dl-detail h4")).to_contain_text("Attempt 1")
    for number in (2, 3):
        at_its_end(sheet.cell(number))
    sheet.save()
    assert kept(sheet, 2) == kept(sheet, 3) and kept(sheet, 3).startswith("scale: success")


def test_a_run_whose_cell_was_deleted_says_where_it_is_and_comes_back(
    notebook: Callable[..., Notebook], lab: Lab
) -> None:
    sheet, _ = begun(notebook, lab, "--background")
    sheet.page.keyboard.press("d")
    sheet.page.keyboard.press("d")
    expect(sheet.page.locator(".devloop-view")).to_have_count(0)
    expect(sheet.run(3).locator("tr", has_text="scale")).to_contain_text("running")
    select(sheet, 3)
    sheet.page.keyboard.press("z")
    at_its_end(sheet.cell(2))


def test_code_goes_below_the_run_wherever_the_run_and_its_view_have_gone(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    sheet, _ = begun(notebook, lab)
    sheet.cell(2).get_by_role("button", name="Move this cell down").click()
    output = sheet.cell(3).locator(".jp-Cell-outputArea")
    expect(output.locator(".devloop-view")).to_be_visible()
    rename(sheet, f"{sheet.name}_later")
    output.locator(".jp-OutputArea-output").first.click(button="right")
    sheet.page.locator(".lm-Menu-itemLabel", has_text="Create New View for Cell Output").click()
    apart = sheet.page.locator(".jp-LinkedOutputView")
    apart.locator(".dl-attempt").first.click()
    apart.get_by_role("button", name="Insert as cell").click()
    expect(apart.locator(".dl-at-actions")).to_contain_text("in a new cell of the notebook, below the run's")
    expect(sheet.cell(4).locator(".cm-content")).to_have_text(CODE)
    sheet.picture(artefacts, "apart")
    at_its_end(apart)
    at_its_end(output)
    select(sheet, 0)
    sheet.save()
    assert kept(sheet, 3).startswith("scale: success")


def rename(sheet: Notebook, name: str) -> None:
    """Through the menu."""
    sheet.page.get_by_role("menuitem", name="File", exact=True).click()
    sheet.page.locator(".lm-Menu-itemLabel", has_text="Rename Notebook").click()
    sheet.name = name
    sheet.page.locator(".jp-Dialog input").fill(f"{name}.ipynb")
    sheet.page.locator(".jp-Dialog .jp-mod-accept").click()
    expect(sheet.page.locator(".lm-TabBar-tabLabel", has_text=f"{name}.ipynb")).to_be_visible()
