"""What a run that is steered looks like: in a narrow window, in the dark, and when it is over."""

from collections.abc import Callable
from pathlib import Path

import pytest
from browser_helm import LOAD, PATIENCE, begun, is_pill, press, two_modules
from browser_lab import Lab
from browser_notebook import Notebook
from browser_story import BETTER, DRAFT, RIGHT, TESTS, answers, cell
from playwright.sync_api import Locator, expect

pytestmark = pytest.mark.browser


def test_a_narrow_window_shows_all_controls(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    lm = answers(lab.notebooks, "narrow", DRAFT, BETTER, RIGHT)
    sheet = notebook(LOAD, TESTS, cell(lm, "--rerun", "--ask plan"))
    sheet.page.set_viewport_size({"width": 600, "height": 1800})
    output = begun(sheet)
    expect(output.locator(".dl-layers")).to_be_visible(timeout=PATIENCE)
    press(output, "Raise a limit")
    sheet.picture(artefacts, "steer_narrow_asks", output)
    fits_in(output)
    press(output, "Approve")
    is_pill(output, "✓ Success")
    output.locator("summary", has_text="Budget").click()
    output.locator("summary", has_text="Decisions").click()
    output.locator(".dl-logBox summary").click()
    expect(output.locator(".dl-at-log")).to_contain_text("PROGRESS")
    sheet.picture(artefacts, "steer_narrow", output)
    fits_in(output)


def fits_in(output: Locator) -> None:
    """Nothing stands out of the view on the right."""
    beyond = """root => {
        const scrolls = node => node !== root && (
            getComputedStyle(node).overflowX !== 'visible' || scrolls(node.parentElement));
        const edge = root.getBoundingClientRect().right + 1;
        return [...root.querySelectorAll('*')].filter(
            node => node.getBoundingClientRect().right > edge && !scrolls(node.parentElement)
        ).map(node => node.outerHTML.slice(0, 150));
    }"""
    assert output.locator(".devloop-view").evaluate(beyond) == []


def test_a_dark_theme_is_followed(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    lab.configure("apputils-extension/themes", {"theme": "JupyterLab Dark"})
    try:
        sheet = notebook(LOAD, two_modules(lab, "dark"))
        output = begun(sheet, 1)
        expect(output.locator(".dl-box")).to_have_count(2, timeout=PATIENCE)
        sheet.picture(artefacts, "steer_dark_asks", output)
        press(output, "Approve")
        is_pill(output, "✓ Success")
        for name in ("Plan", "Budget", "Decisions", "Asked and answered", "Questions of other runs"):
            output.locator("summary", has_text=name).click()
        output.locator(".dl-logBox summary").click()
        expect(output.locator(".dl-at-log")).to_contain_text("PROGRESS")
        expect(output.locator(".dl-box.dl-success")).to_have_count(2, timeout=PATIENCE)
        sheet.picture(artefacts, "steer_dark", output)
    finally:
        lab.configure("apputils-extension/themes", {"theme": "JupyterLab Light"})


def test_a_stored_run_shows_its_tree_and_its_log(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    lm = answers(lab.notebooks, "log", DRAFT, BETTER, RIGHT)
    drafts = f"{LOAD}\n%env DEVLOOP_DRAFTS=2"
    sheet = notebook(drafts, TESTS, cell(lm, "--rerun"), "%devloop show scale")
    for number in range(3):
        sheet.run(number)
    output = sheet.run(3)
    output.locator("summary", has_text="Tree of attempts").click()
    expect(output.locator(".dl-tree > ul > li")).to_have_count(2)
    expect(output.locator(".dl-tree ul ul .dl-leaf")).to_contain_text("#3 debug 1.00")
    output.locator(".dl-logBox summary").click()
    expect(output.locator(".dl-level-PROGRESS").first).to_contain_text("modules done", timeout=PATIENCE)
    expect(output.locator(".dl-level-DEBUG")).to_have_count(0)
    output.get_by_role("group", name="Levels of the log").get_by_role("button", name="DEBUG").click()
    expect(output.locator(".dl-level-DEBUG").first).to_be_visible()
    output.get_by_label("Find in the log").fill("attempt 2")
    expect(output.locator(".dl-entry").first).to_contain_text("attempt 2")
    expect(output.locator(".dl-level-PROGRESS")).to_have_count(0)
    sheet.picture(artefacts, "steer_log", output)
