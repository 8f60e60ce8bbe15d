"""The live view in JupyterLab: what it shows of a run, in both themes."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from browser_lab import Lab
from browser_notebook import Notebook
from browser_story import BETTER, DRAFT, RIGHT, TESTS, answers, cell
from playwright.sync_api import Locator, expect

pytestmark = pytest.mark.browser
LOAD = "%load_ext devloop_nb"
PICTURES = Path(__file__).parents[2] / "notebooks" / "pictures"
LARGEST_PICTURE = 200_000


def told(sheet: Notebook, *options: str) -> Locator:
    """The output of a run that went right at the third attempt."""
    sheet.run(0)
    sheet.run(1)
    return sheet.run(2)


def test_a_run_is_seen_to_its_end(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    lm = answers(lab.notebooks, "answers", DRAFT, BETTER, RIGHT)
    sheet = notebook(LOAD, TESTS, cell(lm, "--rerun"))
    output = told(sheet)
    expect(sheet.cell(1).locator(".jp-Cell-outputArea")).to_have_text("5 tests kept for scale")
    expect(output.locator(".dl-pill")).to_have_text("✓ Success")
    expect(output.locator(".dl-attempt")).to_have_count(3)
    expect(output.locator(".dl-score")).to_have_text(["0.40", "0.80", "1.00"])
    expect(output.locator(".dl-grid tbody tr")).to_have_count(5)
    marks = output.locator(".dl-grid tbody tr", has_text="test_equal_values").locator(".dl-mark")
    expect(marks).to_have_text(["✕", "✕", "✓"])
    expect(output.locator("[role=tab][aria-selected=true]")).to_have_text("Code")
    expect(output.locator(".dl-code")).to_contain_text("return [0.0] * len(xs)")
    output.get_by_role("tab", name="Diff").click()
    expect(output.locator(".dl-added").first).to_be_visible()
    sheet.picture(artefacts, "run_light", output)
    _keep_picture("run-light", sheet)


def test_an_attempt_is_seen_from_near(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    lm = answers(lab.notebooks, "answers", DRAFT, BETTER, RIGHT)
    sheet = notebook(LOAD, TESTS, cell(lm, "--rerun"))
    output = told(sheet)
    output.locator(".dl-attempt").nth(1).click()
    output.get_by_role("tab", name="Tests").click()
    expect(output.locator(".dl-test[open]")).to_contain_text("ZeroDivisionError")
    sheet.picture(artefacts, "attempt_tests", output)
    sheet.page.keyboard.press("ArrowRight")
    sheet.page.keyboard.press("ArrowRight")
    expect(output.get_by_role("tab", name="Diff")).to_be_focused()
    expect(output.locator(".dl-added .dl-sign").first).to_have_text("+")
    expect(output.locator(".dl-removed .dl-sign").first).to_have_text("−")
    expect(output.locator(".dl-removed").first).to_contain_text("top = max(xs)")
    sheet.picture(artefacts, "attempt_diff", output)
    output.get_by_role("tab", name="Model").click()
    output.get_by_role("button", name="Show prompt and answer").click()
    expect(output.locator(".dl-call pre").last).to_contain_text("low, high = min(xs), max(xs)")
    output.locator(".dl-logBox summary").click()
    expect(output.locator(".dl-at-log")).to_contain_text("attempt 3: 5 of 5 tests")
    sheet.picture(artefacts, "attempt_model", output)


def test_the_receipt_is_there_but_hidden_while_the_view_lives(notebook: Callable[..., Notebook], lab: Lab) -> None:
    sheet = notebook(LOAD, TESTS, cell(answers(lab.notebooks, "answers", DRAFT, BETTER, RIGHT)))
    output = told(sheet)
    expect(output.locator("[class*=devloop-receipt]")).to_have_count(1)
    expect(output.locator("[class*=devloop-receipt]")).to_be_hidden()
    expect(output.locator("[class*=devloop-receipt]")).to_contain_text("success")


def test_the_view_follows_a_dark_theme(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    lab.configure("apputils-extension/themes", {"theme": "JupyterLab Dark"})
    try:
        sheet = notebook(LOAD, TESTS, cell(answers(lab.notebooks, "answers", DRAFT, BETTER, RIGHT), "--rerun"))
        output = told(sheet)
        output.get_by_role("tab", name="Diff").click()
        expect(output.locator(".dl-added").first).to_be_visible()
        back = output.locator(".devloop-view").evaluate("node => getComputedStyle(node).backgroundColor")
        assert sum(int(part) for part in back.strip("rgb()").split(",")[:3]) < 200
        sheet.picture(artefacts, "run_dark", output)
        _keep_picture("run-dark", sheet)
    finally:
        lab.configure("apputils-extension/themes", {"theme": "JupyterLab Light"})


def test_what_models_and_tests_say_stays_text(notebook: Callable[..., Notebook], lab: Lab) -> None:
    nasty = "<img src=x onerror='window.__pwned=1'><script>window.__pwned=1</script>$\\\\href{javascript:x}{y}$"
    code = f'def scale(xs):\n    """{nasty}"""\n    print("""{nasty}""")\n    raise ValueError("""{nasty}""")\n'
    lm = answers(lab.notebooks, "nasty", code)
    sheet = notebook(LOAD, TESTS, cell(lm, "--attempts 1 --no-raise", goal=f"Scale numbers. {nasty}\n"))
    output = told(sheet)
    expect(output.locator(".dl-detail")).to_contain_text("ValueError: <img")
    for tab in ("Code", "Feedback", "Model"):
        output.get_by_role("tab", name=tab).click()
        expect(output.locator(".dl-at-pane")).not_to_be_empty()
    output.get_by_role("button", name="Show prompt and answer").click()
    expect(output.locator(".dl-call pre").last).to_contain_text("<script>")
    smuggled = ".devloop-view img, .devloop-view script, [class*=devloop-receipt] script, [onerror]"
    assert output.locator(smuggled).count() == 0
    assert sheet.page.evaluate("window.__pwned") is None


def _keep_picture(name: str, sheet: Notebook) -> None:
    if os.environ.get("DEVLOOP_PICTURES"):
        path = sheet.picture(PICTURES, name, sheet.page.locator(".jp-Notebook"))
        assert path.stat().st_size < LARGEST_PICTURE
