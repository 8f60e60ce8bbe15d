"""A run in JupyterLab from the user's seat: stop it, work beside it, reload, restart, make mistakes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from browser_lab import Lab
from browser_notebook import Notebook
from browser_story import BETTER, DRAFT, RIGHT, TESTS, answers, cell
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
LOAD = "%load_ext devloop_nb"


def test_stop_works_while_the_cell_runs(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    lm = answers(lab.notebooks, "slow", DRAFT, BETTER, RIGHT, slow=30)
    sheet = notebook(LOAD, TESTS, cell(lm, "--rerun"), "6 * 7")
    sheet.run(0)
    sheet.run(1)
    output = sheet.start(2)
    expect(output.locator(".dl-at-activity")).to_have_text(
        "scale, attempt 1: tests run in a fresh kernel", timeout=30_000
    )
    sheet.picture(artefacts, "running", output)
    output.get_by_role("button", name="■ Stop", exact=True).click()
    expect(output.locator(".dl-pill")).to_have_text("■ Stopped", timeout=10_000)
    expect(output.locator(".dl-step.dl-now")).to_have_text("Build")
    expect(output.locator(".dl-result")).to_have_text("not run")
    expect(output.locator("[data-key='action accept']")).to_have_attribute("aria-disabled", "true")
    sheet.ended(2)
    expect(output.locator(".jp-OutputArea-output pre").last).to_have_text(
        "RunNotGood: scale ended stopped: stopped by the user. %devloop resume scale goes on with it."
    )
    sheet.picture(artefacts, "stopped", output)
    expect(sheet.run(3).locator("pre")).to_have_text("42")


def test_other_cells_run_beside_a_run_in_the_background(notebook: Callable[..., Notebook], lab: Lab) -> None:
    lm = answers(lab.notebooks, "beside", DRAFT, BETTER, RIGHT, slow=2)
    sheet = notebook(LOAD, TESTS, cell(lm, "--rerun", "--background"), "6 * 7", "scale_report.status")
    sheet.run(0)
    sheet.run(1)
    output = sheet.run(2, seconds=10)
    expect(output.locator(".dl-pill")).to_have_text("◌ Running")
    expect(sheet.run(3, seconds=5).locator("pre")).to_have_text("42")
    expect(output.locator(".dl-pill")).to_have_text("◌ Running")
    expect(output.locator(".dl-attempt").nth(1)).to_be_visible(timeout=15_000)
    output.locator(".dl-attempt").first.click()
    expect(output.locator(".dl-detail h4")).to_contain_text("Attempt 1")
    expect(output.locator(".dl-pill")).to_have_text("✓ Success", timeout=30_000)
    expect(output.locator(".dl-attempt").first).to_have_attribute("aria-pressed", "true")
    expect(sheet.run(4).locator("pre")).to_have_text("'success'")


def test_a_reload_keeps_the_view_of_a_run(notebook: Callable[..., Notebook], lab: Lab) -> None:
    lm = answers(lab.notebooks, "reload", DRAFT, BETTER, RIGHT, slow=4)
    sheet = notebook(LOAD, TESTS, cell(lm, "--rerun", "--background"))
    sheet.run(0)
    sheet.run(1)
    expect(sheet.run(2).locator(".dl-attempt").first).to_be_visible(timeout=20_000)
    sheet.save()
    sheet.page.reload()
    output = sheet.ready().cell(2).locator(".jp-Cell-outputArea")
    expect(output.locator(".dl-pill")).to_have_text("✓ Success", timeout=40_000)
    expect(output.locator(".dl-attempt")).to_have_count(3)
    output.get_by_role("tab", name="Diff").click()
    expect(output.locator(".dl-added").first).to_be_visible()
    expect(output.locator(".dl-at-logHead")).to_contain_text("lines")
    expect(output.locator("[class*=devloop-receipt]")).to_be_hidden()


def test_a_restarted_kernel_is_told_and_the_run_is_resumed(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    lm = answers(lab.notebooks, "restart", DRAFT, BETTER, RIGHT, slow=3)
    sheet = notebook(
        LOAD, TESTS, cell(lm, "--rerun", "--background"), "%load_ext devloop_nb", "%devloop resume scale"
    )
    sheet.run(0)
    sheet.run(1)
    output = sheet.run(2)
    expect(output.locator(".dl-score").first).to_have_text("0.40", timeout=20_000)
    sheet.restart()
    expect(output.locator(".dl-gone")).to_have_text("⚠ Kernel gone", timeout=20_000)
    expect(output.get_by_role("button", name="■ Stop", exact=True)).to_have_count(0)
    expect(output.locator(".dl-figure", has_text="time left")).to_have_count(0)
    sheet.picture(artefacts, "kernel_gone", output)
    sheet.ready()
    sheet.run(3)
    resumed = sheet.run(4)
    expect(resumed.locator(".dl-pill")).to_have_text("✓ Success")
    expect(resumed.locator(".dl-attempt")).to_have_count(3)


def test_a_mistake_is_one_line(notebook: Callable[..., Notebook]) -> None:
    sheet = notebook(LOAD, "%%devloop scale --atempts 3\nScale numbers.\n", "%%devloop scale\n---\ngoal: [x\n---\n")
    sheet.run(0)
    expect(sheet.run(1).locator("pre")).to_have_text(
        "UsageError: %%devloop has no option or argument '--atempts'. Did you mean '--attempts'?"
    )
    output = sheet.run(2)
    expect(output.locator("pre")).to_have_count(1)
    assert output.locator("pre").inner_text().startswith("BadSpec: ")
    assert "\n" not in output.locator("pre").inner_text().strip()
