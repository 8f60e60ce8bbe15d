"""A live view that is frozen: what can be read stays, without a kernel, a script or a server."""

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from browser_lab import Lab
from browser_notebook import Notebook
from browser_story import BETTER, DRAFT, RIGHT, TESTS, answers, cell
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
LIVE = "application/vnd.jupyter.widget-view+json"


def test_a_frozen_view_is_read_without_a_kernel(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    lm = answers(lab.notebooks, "frozen", DRAFT, BETTER, RIGHT)
    going = cell(answers(lab.notebooks, "going", DRAFT, RIGHT, slow=40), "--rerun", "--background")
    sheet = notebook("%load_ext devloop_nb", TESTS, cell(lm, "--rerun"), "%devloop freeze", going, "%devloop freeze")
    for number in range(3):
        sheet.run(number)
    output = sheet.cell(2).locator(".jp-Cell-outputArea")
    expect(output.locator(".dl-pill")).to_have_text("✓ Success")
    receipt = output.locator("[class*=devloop-receipt]")
    expect(receipt).to_be_hidden()
    expect(sheet.run(3).locator("pre")).to_have_text("1 view frozen; the receipts stay. Save the notebook now.")
    expect(output.locator(".devloop-view")).to_have_count(0)
    expect(receipt).to_be_visible()
    expect(receipt).to_contain_text("scale: success")
    running = sheet.run(4)
    expect(running.locator(".dl-pill")).to_have_text("◌ Running", timeout=30_000)
    expect(sheet.run(5).locator("pre")).to_contain_text("1 run still going on")
    expect(running.locator(".devloop-view")).to_be_visible()
    running.get_by_role("button", name="■ Stop", exact=True).click()
    expect(running.locator(".dl-pill")).to_have_text("■ Stopped", timeout=30_000)
    sheet.run(5)
    expect(running.locator(".devloop-view")).to_have_count(0)
    sheet.save()
    saved = nbformat.read(lab.notebooks / f"{sheet.name}.ipynb", as_version=4)
    assert all(LIVE not in each.get("data", {}) for cells in saved.cells for each in cells.get("outputs", []))
    lab.end_kernels()
    output = sheet.visit().cell(2).locator(".jp-Cell-outputArea")
    receipt = output.locator("[class*=devloop-receipt]")
    expect(receipt).to_be_visible()
    expect(receipt).to_contain_text("test_equal_values")
    receipt.evaluate("node => node.querySelectorAll('details').forEach((each) => (each.open = true))")
    expect(receipt).to_contain_text("return [0.0] * len(xs)")
    expect(output).not_to_contain_text("model not found")
    sheet.picture(artefacts, "frozen", sheet.cell(2))
