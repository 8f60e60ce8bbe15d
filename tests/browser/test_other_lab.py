"""What else happens to a notebook in JupyterLab while a run goes on in it: two tabs, cleared, restarted."""

import re
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from browser_lab import Lab
from browser_notebook import Notebook
from browser_story import BETTER, DRAFT, RIGHT, SLOW, TESTS, answers, cell
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser
LOAD = "import os\nos.environ['DEVLOOP_SUITE_SECONDS'] = '120'\n%load_ext devloop_nb"
SECONDS = 30_000
SHOW = "%devloop show scale"


def begun(
    notebook: Callable[..., Notebook], lab: Lab, slow: float, *more: str
) -> tuple[Notebook, Locator, list[str]]:
    """A run in the background whose third attempt is slow, its view, and what the console says."""
    lm = answers(lab.notebooks, f"late{time.time_ns()}", DRAFT, BETTER, SLOW.format(seconds=slow) + RIGHT)
    sheet = notebook(LOAD, TESTS, cell(lm, "--background"), *more)
    said = listened(sheet.page)
    sheet.run(0)
    sheet.run(1)
    output = sheet.run(2)
    expect(output.locator(".dl-attempt .dl-score").nth(1)).to_have_text("0.80", timeout=SECONDS)
    return sheet, output, said


def listened(page: Page) -> list[str]:
    """The errors that the console shows from now on."""
    said = list[str]()
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    return said


def command(page: Page, name: str) -> None:
    """Runs a command of JupyterLab from its palette."""
    page.keyboard.press("Control+Shift+c")
    field = page.locator(".lm-CommandPalette-input")
    field.fill(name)
    item = page.locator(".lm-CommandPalette-item", has_text=name).first
    expect(item).to_be_visible()
    item.click()


def at_its_end(output: Locator) -> None:
    expect(output.locator(".dl-pill")).to_have_text("✓ Success", timeout=2 * SECONDS)
    expect(output.locator(".dl-attempt")).to_have_count(3)


def test_two_tabs_follow_one_run_and_either_stops_it(
    notebook: Callable[..., Notebook], lab: Lab, chromium: Browser
) -> None:
    sheet, output, said = begun(notebook, lab, 90)
    sheet.save()
    with closing(chromium.new_page(viewport={"width": 1400, "height": 1500})) as page:
        other, said_there = Notebook(lab, page, sheet.name), listened(page)
        there = other.visit().cell(2).locator(".jp-Cell-outputArea")
        stopped_from(there, output)
    assert (said, said_there, other.errors, other.outside) == ([], [], [], [])


def stopped_from(there: Locator, output: Locator) -> None:
    expect(there.locator(".dl-attempt .dl-score").nth(1)).to_have_text("0.80", timeout=SECONDS)
    there.get_by_role("button", name="■ Stop", exact=True).click()
    expect(there.locator(".dl-pill")).to_have_text("■ Stopped", timeout=SECONDS)
    expect(output.locator(".dl-pill")).to_have_text("■ Stopped", timeout=SECONDS)
    output.locator(".dl-attempt").first.click()
    expect(output.locator(".dl-detail h4")).to_contain_text("Attempt 1")
    expect(there.locator(".dl-detail h4")).to_contain_text("Attempt 2")


def test_outputs_are_cleared_while_the_run_goes_on(notebook: Callable[..., Notebook], lab: Lab) -> None:
    sheet, output, said = begun(notebook, lab, 3, SHOW, "scale_report.status")
    command(sheet.page, "Clear Outputs of All Cells")
    expect(output.locator(".devloop-view")).to_have_count(0)
    shown = sheet.run(3)
    at_its_end(shown)
    expect(sheet.run(4).locator("pre")).to_have_text("'success'")
    assert said == []


def test_restart_and_run_all_in_the_middle_goes_on_with_the_run(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    sheet, output, said = begun(notebook, lab, 3, "%devloop history")
    command(sheet.page, "Restart Kernel and Run All Cells")
    sheet.page.locator(".jp-Dialog .jp-mod-accept").click()
    at_its_end(output)
    expect(output.locator(".dl-attempt .dl-score")).to_have_text(["0.40", "0.80", "1.00"])
    expect(output.locator(".devloop-view")).to_have_count(1)
    model = re.search(r"scripted/late\d+", output.text_content() or "")
    assert model
    expect(sheet.run(3).locator("tr", has_text=model[0])).to_have_count(1)
    sheet.page.set_viewport_size({"width": 600, "height": 1500})
    expect(output.locator(".dl-detail")).to_be_visible()
    wide = output.locator(".devloop-view").evaluate("node => node.scrollWidth > node.clientWidth")
    sheet.picture(artefacts, "lab_600")
    assert not wide
    assert said == []
