"""One attempt from near in JupyterLab: what changed, its tests then and now, its code put back and tried."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browser_lab import Lab
from browser_notebook import Notebook
from browser_story import BETTER, DRAFT, RIGHT, TESTS, answers, cell
from playwright.sync_api import Locator, expect

pytestmark = pytest.mark.browser
LOAD = "%load_ext devloop_nb"
SECONDS = 30_000


def told(notebook: Callable[..., Notebook], lab: Lab, *more: str) -> tuple[Notebook, Locator]:
    """A run that went right at the third attempt, and its view."""
    lm = answers(lab.notebooks, "near", DRAFT, BETTER, RIGHT)
    sheet = notebook(LOAD, TESTS, cell(lm, "--rerun"), *more)
    for number in range(3):
        output = sheet.run(number)
    expect(output.locator(".dl-pill")).to_have_text("✓ Success", timeout=SECONDS)
    return sheet, output


def press(output: Locator, name: str) -> None:
    output.get_by_role("button", name=name, exact=True).click()


def choose(output: Locator, number: int) -> None:
    output.locator(".dl-attempt").nth(number - 1).click()
    expect(output.locator(".dl-detail h4")).to_contain_text(f"Attempt {number}", timeout=SECONDS)


def test_an_attempt_is_put_back_undone_and_redone(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    sheet, output = told(notebook, lab, "scale_report", "%devloop undo scale", "%devloop undo scale")
    star = output.locator(".dl-attempt", has_text="★ accepted")
    says = output.locator(".dl-at-actions [role=status]")
    expect(star).to_contain_text("#3")
    expect(output.get_by_role("button", name="★ Accepted", exact=True)).to_have_attribute("aria-disabled", "true")
    choose(output, 1)
    press(output, "Accept")
    expect(star).to_contain_text("#1", timeout=SECONDS)
    expect(says).to_contain_text("Accepted now: attempt 1. Its code is", timeout=SECONDS)
    expect(says).to_contain_text("scale.py")
    expect(says.locator(".dl-warning")).to_contain_text("⚠ attempt 1 of scale passes", timeout=SECONDS)
    sheet.picture(artefacts, "attempt_accepted", output)
    press(output, "↶ Undo")
    expect(star).to_contain_text("#3", timeout=SECONDS)
    press(output, "↷ Redo")
    expect(star).to_contain_text("#1", timeout=SECONDS)
    expect(output.get_by_role("button", name="↷ Redo")).to_have_attribute("aria-disabled", "true")
    choose(output, 3)
    press(output, "Put back")
    expect(star).to_contain_text("#3", timeout=SECONDS)
    expect(sheet.run(4)).to_contain_text("accepted now: attempt 1 of scale")
    expect(sheet.run(5)).to_contain_text("accepted now: attempt 3 of scale")


def test_what_changed_is_seen_word_by_word(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    sheet, output = told(notebook, lab)
    choose(output, 2)
    output.get_by_role("tab", name="Diff").click()
    difference = output.get_by_role("region", name="Difference to attempt 1")
    expect(difference.locator(".dl-removed .dl-sign").first).to_have_text("−", timeout=SECONDS)
    expect(difference.locator(".dl-added .dl-sign").first).to_have_text("+")
    expect(difference.locator(".dl-added", has_text="for x in xs").locator("ins").first).to_be_visible()
    expect(difference.locator(".dl-removed", has_text="top for x").locator("del").first).to_be_visible()
    sheet.picture(artefacts, "diff_unified", output)
    against = output.get_by_label("Compared with")
    against.select_option("best")
    best = output.get_by_role("region", name="Difference to attempt 3")
    expect(best.locator(".dl-removed", has_text="low == high")).to_be_visible(timeout=SECONDS)
    press(output, "Side by side")
    expect(best.locator(".dl-half.dl-removed", has_text="low == high")).to_be_visible()
    expect(output.get_by_role("button", name="Side by side")).to_have_attribute("aria-pressed", "true")
    sheet.picture(artefacts, "diff_side_by_side", output)
    against.select_option("1")
    expect(output.get_by_role("region", name="Difference to attempt 1")).to_be_visible(timeout=SECONDS)


def test_a_square_tells_of_its_test_then_and_now(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    sheet, output = told(notebook, lab)
    square = output.get_by_role("gridcell", name=re.compile("test_equal_values, attempt 2: failed"))
    square.click()
    expect(output.locator(".dl-detail h4")).to_contain_text("Attempt 2", timeout=SECONDS)
    sides = output.locator(".dl-thenNow .dl-side-case")
    expect(sides).to_have_count(2, timeout=SECONDS)
    expect(sides.first).to_contain_text("Then: attempt 2")
    expect(sides.first.get_by_label("Traceback")).to_contain_text("ZeroDivisionError")
    expect(sides.last).to_contain_text("Now: attempt 3, the best passed")
    sheet.picture(artefacts, "heat_square", output)
    expect(square).to_be_focused()
    sheet.page.keyboard.press("ArrowLeft")
    other = output.get_by_role("gridcell", name=re.compile("test_equal_values, attempt 1: failed"))
    expect(other).to_be_focused()
    sheet.page.keyboard.press("Enter")
    expect(sides.first).to_contain_text("Then: attempt 1", timeout=SECONDS)
    expect(sides.first.locator("dd").first).to_have_text("[0.0, 0.0]")
    expect(sides.first.locator("dd").last).to_have_text("[1.0, 1.0]")
    sheet.page.keyboard.press("ArrowUp")
    expect(output.get_by_role("gridcell", name=re.compile("test_negative, attempt 1"))).to_be_focused()
    output.get_by_role("button", name="Close").click()
    expect(output.locator(".dl-thenNow")).to_have_count(0)


def test_a_test_is_run_again_and_nothing_is_stored(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    sheet, output = told(notebook, lab)
    choose(output, 2)
    output.get_by_role("tab", name="Tests").click()
    card = output.locator(".dl-test[open]")
    expect(card).to_contain_text("test_equal_values")
    card.get_by_role("button", name="Run this test again").click()
    expect(card.locator(".dl-againSays")).to_contain_text(
        re.compile(r"✕ failed in .*; stored: failed in "), timeout=SECONDS
    )
    sheet.picture(artefacts, "test_again", output)
    expect(output.locator(".dl-detail h4")).to_contain_text("Attempt 2")
    expect(output.locator(".dl-attempt")).to_have_count(3)


def test_code_goes_into_a_cell_and_into_a_scratch_kernel(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    sheet, output = told(notebook, lab, "'the last cell'")
    choose(output, 1)
    press(output, "Insert as cell")
    code = sheet.cell(3).locator(".cm-content")
    expect(code).to_contain_text("# scale: attempt 1, score 0.40, 2 of 5 tests", timeout=SECONDS)
    expect(code).to_contain_text("return [x / top for x in xs]")
    expect(sheet.cell(4).locator(".cm-content")).to_contain_text("the last cell")
    press(output, "Open in a scratch kernel")
    field = output.get_by_label("Python to run beside attempt 1")
    field.fill("from scale import scale\nprint('hello')\nscale([1, 2])")
    press(output, "▶ Run")
    expect(output.get_by_label("Its result")).to_have_text("[0.5, 1.0]", timeout=SECONDS)
    expect(output.get_by_label("What it printed")).to_have_text(re.compile("hello"))
    field.fill("import scale\nscale.scale([])")
    field.press("Shift+Enter")
    expect(output.locator(".dl-at-scratch .dl-error")).to_contain_text("ValueError", timeout=SECONDS)
    sheet.picture(artefacts, "scratch", output)
    choose(output, 2)
    expect(output.get_by_label("Python to run beside attempt 2")).to_have_value("from scale import *\n\n")


def test_it_reads_in_a_dark_theme_and_in_a_narrow_window(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    lab.configure("apputils-extension/themes", {"theme": "JupyterLab Dark"})
    try:
        sheet, output = told(notebook, lab)
        output.get_by_role("gridcell", name=re.compile("test_equal_values, attempt 1: failed")).click()
        expect(output.locator(".dl-thenNow dd").first).to_have_text("[0.0, 0.0]", timeout=SECONDS)
        output.get_by_role("tab", name="Diff").click()
        expect(output.locator(".dl-difference ins").first).to_be_visible(timeout=SECONDS)
        press(output, "Side by side")
        sheet.picture(artefacts, "attempt_dark", output)
        sheet.page.set_viewport_size({"width": 760, "height": 1500})
        view = output.locator(".devloop-view")
        expect(view.locator(".dl-half").first).to_be_visible()
        assert view.evaluate("node => node.scrollWidth <= node.clientWidth"), "nothing is cut at the side"
        sheet.picture(artefacts, "attempt_narrow", output)
    finally:
        lab.configure("apputils-extension/themes", {"theme": "JupyterLab Light"})
