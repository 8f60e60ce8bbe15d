"""What a view, its receipt and a notebook that was kept say is true, also after a button was pressed."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browser_lab import Lab
from browser_notebook import Notebook
from browser_story import BETTER, DRAFT, RIGHT, SLOW, TESTS, answers, cell
from playwright.sync_api import Locator, expect

pytestmark = pytest.mark.browser
LOAD = "%load_ext devloop_nb"
SECONDS = 30_000
LATE = SLOW.format(seconds=6) + RIGHT
METRIC = """%%devloop_metric quick
def metric(outcome, readings):
    return readings["tests"] / 2
"""


def press(output: Locator, name: str) -> None:
    output.get_by_role("button", name=name, exact=True).click()


def choose(output: Locator, number: int) -> None:
    output.locator(".dl-attempt").nth(number - 1).click()
    expect(output.locator(".dl-detail h4")).to_contain_text(f"Attempt {number}", timeout=SECONDS)


def succeeded(notebook: Callable[..., Notebook], lab: Lab, *more: str) -> tuple[Notebook, Locator]:
    """A run that went right at the third attempt, and its view."""
    lm = answers(lab.notebooks, "truth", DRAFT, BETTER, RIGHT)
    sheet = notebook(LOAD, TESTS, cell(lm, "--rerun"), *more)
    for number in range(3):
        output = sheet.run(number)
    expect(output.locator(".dl-pill")).to_have_text("✓ Success", timeout=SECONDS)
    return sheet, output


def stopped(notebook: Callable[..., Notebook], lab: Lab, *more: str) -> tuple[Notebook, Locator]:
    """A run that was stopped at its first attempt, and its view."""
    lm = answers(lab.notebooks, "truth_slow", DRAFT, LATE)
    sheet = notebook(LOAD, TESTS, cell(lm, "--rerun", "--background"), *more)
    for number in range(3):
        output = sheet.run(number)
    expect(output.locator(".dl-score").first).to_have_text("0.40", timeout=SECONDS)
    press(output, "■ Stop")
    expect(output.locator(".dl-pill")).to_have_text("■ Stopped", timeout=SECONDS)
    return sheet, output


def kept(sheet: Notebook, number: int = 2) -> str:
    """The text twins that the file holds for a cell."""
    saved = json.loads((sheet.lab.notebooks / f"{sheet.name}.ipynb").read_text())
    outputs = saved["cells"][number]["outputs"]
    return "\n".join("".join(output.get("data", {}).get("text/html", "")) for output in outputs)


def reopened(sheet: Notebook, lab: Lab) -> Locator:
    """The receipt, after saving, in a page of another day."""
    sheet.save()
    lab.end_kernels()
    receipt = sheet.visit().cell(2).locator("[class*=devloop-receipt]")
    expect(receipt).to_be_visible(timeout=SECONDS)
    return receipt


def test_every_tab_has_its_content_in_the_panel_that_it_names(notebook: Callable[..., Notebook], lab: Lab) -> None:
    _, output = succeeded(notebook, lab)
    choose(output, 2)
    inside = {"Tests": ".dl-test", "Code": ".dl-code", "Diff": ".dl-difference", "Quality": ".dl-at-quality *"}
    for name, content in inside.items():
        tab = output.get_by_role("tab", name=name)
        tab.click()
        panel = output.get_by_role("tabpanel", name=re.compile(name))
        expect(panel.locator(content).first).to_be_visible(timeout=SECONDS)
        expect(tab).to_have_attribute("aria-selected", "true")
        assert tab.get_attribute("aria-controls") == panel.get_attribute("id")
    expect(output.get_by_role("tabpanel")).to_have_count(1)
    expect(output.locator("[role=tab][tabindex='0']")).to_have_count(1)


def test_the_arrow_keys_go_from_tab_to_tab(notebook: Callable[..., Notebook], lab: Lab) -> None:
    sheet, output = succeeded(notebook, lab)
    output.get_by_role("tab", name="Tests").click()
    sheet.page.keyboard.press("ArrowRight")
    expect(output.get_by_role("tab", name="Code")).to_be_focused()
    expect(output.get_by_role("tabpanel", name="Code").locator(".dl-code")).to_be_visible(timeout=SECONDS)


def test_what_was_put_back_is_what_the_kept_notebook_says(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    sheet, output = succeeded(notebook, lab)
    choose(output, 1)
    press(output, "Accept")
    expect(output.locator(".dl-attempt", has_text="★ accepted")).to_contain_text("#1", timeout=SECONDS)
    expect(output.locator(".dl-at-activity")).to_contain_text("Accepted by hand: attempt 1 of scale")
    expect(output.locator("[class*=devloop-receipt]")).to_contain_text("1 ★", timeout=SECONDS)
    receipt = reopened(sheet, lab)
    expect(receipt).to_contain_text("1 ★")
    expect(receipt).to_contain_text("score 0.40, 2 of 5 tests")
    expect(receipt).to_contain_text("every test passes. Accepted by hand: attempt 1 of scale")
    code = receipt.locator("details", has_text="Code of attempt 1")
    code.locator("summary").click()
    expect(code.locator("pre")).to_contain_text("top = max(xs)")
    sheet.picture(artefacts, "truth_put_back", sheet.cell(2))


def test_a_page_that_was_loaded_anew_keeps_its_notebook_true(notebook: Callable[..., Notebook], lab: Lab) -> None:
    sheet, _ = succeeded(notebook, lab)
    sheet.save()
    sheet.page.reload()
    output = sheet.ready().cell(2).locator(".jp-Cell-outputArea")
    expect(output.locator(".dl-pill")).to_have_text("✓ Success", timeout=SECONDS)
    choose(output, 2)
    press(output, "Accept")
    expect(output.locator(".dl-attempt", has_text="★ accepted")).to_contain_text("#2", timeout=SECONDS)
    expect(output.locator("[class*=devloop-receipt]")).to_contain_text("2 ★", timeout=SECONDS)
    expect(output.locator("[class*=devloop-receipt]")).to_be_hidden()
    press(output, "↶ Undo")
    expect(output.locator("[class*=devloop-receipt]")).to_contain_text("3 ★", timeout=SECONDS)
    press(output, "↷ Redo")
    expect(output.locator("[class*=devloop-receipt]")).to_contain_text("2 ★", timeout=SECONDS)
    expect(reopened(sheet, lab)).to_contain_text("2 ★")


def test_a_magic_reaches_the_view_and_the_receipt_above_it(notebook: Callable[..., Notebook], lab: Lab) -> None:
    sheet, output = succeeded(notebook, lab, "%devloop accept scale --attempt 1 --write out", "%devloop undo scale")
    sheet.run(3)
    expect(output.locator(".dl-attempt", has_text="★ accepted")).to_contain_text("#1", timeout=SECONDS)
    expect(output.locator("[class*=devloop-receipt]")).to_contain_text("1 ★", timeout=SECONDS)
    sheet.run(4)
    expect(output.locator("[class*=devloop-receipt]")).to_contain_text("3 ★", timeout=SECONDS)
    sheet.save()
    assert "3 ★" in kept(sheet)


def test_a_stopped_run_goes_on_in_its_own_view(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    sheet, output = stopped(notebook, lab, "scale_report.status")
    sheet.picture(artefacts, "truth_stopped", output)
    press(output, "▶ Resume")
    expect(output.get_by_role("button", name="■ Stop", exact=True)).to_be_enabled(timeout=SECONDS)
    expect(output.locator(".dl-pill")).to_have_text("✓ Success", timeout=SECONDS)
    expect(output.locator(".dl-attempt")).to_have_count(2)
    expect(output.get_by_role("button", name="▶ Resume")).to_have_count(0)
    expect(sheet.run(3).locator("pre")).to_have_text("'success'")
    receipt = reopened(sheet, lab)
    expect(receipt).to_contain_text("scale: success, score 1.00")
    expect(receipt).not_to_contain_text("resume")
    expect(sheet.cell(2).locator("img, svg").last).to_be_visible()


def test_without_a_kernel_the_receipt_says_how_a_stopped_run_goes_on(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    sheet, output = stopped(notebook, lab)
    goes_on = re.compile(r"To go on: %devloop resume \d{8}-\d{6}-scale-\w+")
    expect(output.locator("[class*=devloop-receipt]")).to_contain_text(goes_on, timeout=SECONDS)
    run = output.locator("[class*=devloop-receipt]").text_content() or ""
    receipt = reopened(sheet, lab)
    expect(receipt).to_contain_text(goes_on)
    assert (receipt.text_content() or "") == run
    sheet.picture(artefacts, "truth_receipt_stopped", sheet.cell(2))


def test_a_run_that_was_interrupted_is_resumed_from_the_view_of_it(
    notebook: Callable[..., Notebook], lab: Lab
) -> None:
    lm = answers(lab.notebooks, "truth_cut", DRAFT, LATE)
    sheet = notebook(LOAD, TESTS, cell(lm, "--rerun", "--background"), LOAD, "%devloop show scale")
    for number in range(3):
        output = sheet.run(number)
    expect(output.locator(".dl-score").first).to_have_text("0.40", timeout=SECONDS)
    sheet.restart()
    expect(output.locator(".dl-gone")).to_have_text("⚠ Kernel gone", timeout=SECONDS)
    expect(output.locator(".dl-at-activity")).to_contain_text(re.compile(r"%devloop resume \S+-scale-\S+ goes on"))
    sheet.ready()
    sheet.run(3)
    again = sheet.run(4)
    expect(again.locator(".dl-pill")).to_have_text("■ Interrupted", timeout=SECONDS)
    press(again, "▶ Resume")
    expect(again.locator(".dl-pill")).to_have_text("✓ Success", timeout=SECONDS)


def test_what_keeps_a_run_from_going_on_is_said_beside_the_button(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    sheet, output = stopped(notebook, lab, "%devloop show scale")
    other = sheet.run(3)
    expect(other.locator(".dl-pill")).to_have_text("■ Stopped", timeout=SECONDS)
    press(output, "▶ Resume")
    expect(output.get_by_role("button", name="■ Stop", exact=True)).to_be_enabled(timeout=SECONDS)
    press(other, "▶ Resume")
    expect(other.locator(".dl-told-bad")).to_contain_text("✕", timeout=SECONDS)
    sheet.picture(artefacts, "truth_resume_refused", other)
    expect(output.locator(".dl-pill")).to_have_text("✓ Success", timeout=SECONDS)
    expect(other.locator(".dl-pill")).to_have_text("✓ Success", timeout=SECONDS)


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_a_score_names_the_metric_that_made_it(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path, theme: str
) -> None:
    lab.configure("apputils-extension/themes", {"theme": f"JupyterLab {theme}"})
    try:
        lm = answers(lab.notebooks, "truth", DRAFT, BETTER, RIGHT)
        sheet = notebook(
            LOAD, TESTS, METRIC, cell(lm, "--rerun", "--attempts 3", "--metric quick", "--threshold 0.9")
        )
        for number in range(4):
            output = sheet.run(number)
        expect(output.locator(".dl-pill")).to_have_text("◐ Partial", timeout=SECONDS)
        expect(output.locator(".dl-figures")).to_contain_text("score by the metric quick")
        expect(output.locator(".dl-detail .dl-facts").first).to_contain_text("score 0.50 by the metric quick")
        expect(output.locator("[class*=devloop-receipt]")).to_contain_text("score 0.50 by the metric quick")
        sheet.picture(artefacts, f"truth_metric_{theme.lower()}", output)
    finally:
        lab.configure("apputils-extension/themes", {"theme": "JupyterLab Light"})
