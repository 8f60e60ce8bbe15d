"""The form in JupyterLab: typed, vetted, answered, run, written back; and what is given along."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from browser_lab import Lab
from browser_notebook import Notebook
from browser_story import DRAFT, RIGHT, answers
from playwright.sync_api import Locator, expect

pytestmark = pytest.mark.browser
LOAD = "%load_ext devloop_nb"
BRIEF = "Scale numbers linearly to the range 0..1."
TESTS = """from scale import scale

def test_ends():
    assert scale([0, 5, 10]) == [0.0, 0.5, 1.0]
"""


def form_cell(lm: str, body: str = "", options: str = "") -> str:
    return f"%%devloop scale --form --lm {lm} {options} --no-review\n{body}"


def opened(sheet: Notebook, number: int = 1) -> Locator:
    """The form in the output of that cell, vetted once."""
    for before in range(number):
        sheet.run(before)
    form = sheet.run(number).locator(".devloop-form")
    expect(form.locator(".dl-status")).not_to_be_empty()
    return form


def field(form: Locator, name: str) -> Locator:
    return form.locator(f"[data-field='{name}']")


def found(form: Locator, name: str) -> Locator:
    """What is said beside a field."""
    return form.locator(".dl-field", has=form.page.locator(f"[data-field='{name}']")).locator(".dl-said")


def source(sheet: Notebook, number: int = 1) -> Locator:
    return sheet.cell(number).locator(".cm-content")


def test_the_form_leads_to_a_finished_run_and_its_cell_runs_again_without_it(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    lm = answers(lab.notebooks, "form", DRAFT, RIGHT)
    sheet = notebook(LOAD, form_cell(lm, BRIEF))
    form = opened(sheet)
    expect(field(form, "goal")).to_have_value(BRIEF)
    field(form, "criteria").fill("all equal: zeros\nempty stays empty")
    field(form, "tests").fill(TESTS)
    field(form, "hidden_tests").fill(
        "from scale import scale\n\ndef test_equal():\n    assert scale([3, 3]) == [0.0, 0.0]\n"
    )
    expect(form.locator(".dl-status")).to_have_text("✓ Nothing is missing")
    sheet.picture(artefacts, "form_light", form)
    form.get_by_role("button", name="Run", exact=True).click()
    output = sheet.cell(1).locator(".jp-Cell-outputArea")
    expect(output.locator(".dl-pill")).to_have_text("✓ Success", timeout=60_000)
    expect(form).to_have_count(0)
    expect(output.locator(".devloop-form-done")).to_contain_text("runs again without the form")
    expect(source(sheet)).to_contain_text("## Hidden tests")
    expect(source(sheet)).not_to_contain_text("--form")
    sheet.picture(artefacts, "form_run", sheet.cell(1))
    again = sheet.run(1)
    expect(again.locator(".dl-pill")).to_have_text("✓ Success")
    expect(again.locator(".devloop-form")).to_have_count(0)
    sheet.save()
    saved = (lab.notebooks / f"{sheet.name}.ipynb").read_text()
    assert "devloop-form" not in saved


def test_findings_come_as_one_types_and_a_question_is_answered(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    sheet = notebook(LOAD, form_cell(answers(lab.notebooks, "typed", RIGHT)))
    form = opened(sheet)
    expect(found(form, "goal")).to_contain_text("there is no goal")
    form.get_by_role("button", name="Run", exact=True).click()
    expect(form.locator(".dl-status")).to_contain_text("nothing was started")
    field(form, "goal").fill(BRIEF)
    expect(found(form, "goal")).to_have_count(0)
    field(form, "technologies").fill("pyhton")
    expect(found(form, "technologies")).to_contain_text("Did you mean 'python'?")
    field(form, "performance.time").fill("O(whatever)")
    expect(found(form, "performance.time")).to_contain_text("is not one that can be measured")
    field(form, "performance.seconds").fill("soon")
    expect(found(form, "performance.seconds")).to_contain_text("'soon' cannot be used")
    expect(field(form, "performance.seconds")).to_have_attribute("aria-invalid", "true")
    expect(form.locator(".dl-status")).to_have_text("✕ 2 errors, 2 questions")
    sheet.picture(artefacts, "form_findings", form)
    for name, text in (("technologies", "python"), ("performance.time", "O(n)"), ("performance.seconds", "2")):
        field(form, name).fill(text)
    expect(form.locator(".dl-status")).to_have_text("! 1 question; it can run all the same")
    answer = form.get_by_label("Which input must give which output?")
    answer.fill(">>> scale([0, 5, 10])\n[0.0, 0.5, 1.0]")
    form.get_by_role("button", name="Add the answer").click()
    expect(field(form, "notes")).to_have_value(">>> scale([0, 5, 10])\n[0.0, 0.5, 1.0]")
    expect(form.locator(".dl-status")).to_have_text("✓ Nothing is missing")
    sheet.picture(artefacts, "form_answered", form)


def test_the_text_is_written_back_and_runs_without_the_form(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    lm = answers(lab.notebooks, "written", RIGHT)
    head = "---\nconstraints: ['no \"loops\"; {braces} and $dollars']\n---\n"
    body = f"{head}{BRIEF}\n\n>>> scale([0, 5, 10])\n[0.0, 0.5, 1.0]\n"
    sheet = notebook(LOAD, form_cell(lm, body, "--attempts 2"))
    form = opened(sheet)
    field(form, "approach").fill("one pass for the bounds\n\none for the values")
    form.get_by_role("button", name="Write to cell").click()
    output = sheet.cell(1).locator(".jp-Cell-outputArea")
    expect(output.locator(".devloop-form-done")).to_contain_text("run the cell to start")
    expect(source(sheet)).to_contain_text(f"%%devloop scale --lm {lm} --attempts 2 --no-review")
    expect(source(sheet)).to_contain_text("{braces} and $dollars")
    sheet.picture(artefacts, "form_written", sheet.cell(1))
    expect(sheet.run(1).locator(".dl-pill")).to_have_text("✓ Success")


def test_what_is_given_along_is_shown_before_and_is_a_fixture(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    code = "def total(table):\n    return float(table['amount'].sum())\n"
    (lab.notebooks / "total.yaml").write_text(yaml.safe_dump({"code": {"total": [code]}}))
    frame = (
        "import pandas\ndf = pandas.DataFrame({'who': ['Ann', 'Bea'], 'mail': ['ann@example.org', 'x'], "
        "'amount': [1.5, 2.5]})"
    )
    cell = (
        "%%devloop total --form --lm scripted:total.yaml --context df --no-review\nAdd up the amounts in a table.\n"
    )
    sheet = notebook(LOAD, frame, cell)
    form = opened(sheet, 2)
    panel = form.locator(".dl-given")
    expect(panel).to_contain_text("df a pandas DataFrame: about")
    expect(panel).to_contain_text("[e-mail]")
    expect(panel).not_to_contain_text("ann@example.org")
    field(form, "notes").fill(">>> total(df)\n4.0")
    expect(form.locator(".dl-status")).to_have_text("✓ Nothing is missing")
    sheet.picture(artefacts, "form_given", form)
    form.get_by_role("button", name="Run", exact=True).click()
    output = sheet.cell(2).locator(".jp-Cell-outputArea")
    expect(output.locator(".dl-pill")).to_have_text("✓ Success", timeout=60_000)
    expect(source(sheet, 2)).to_contain_text("--context df")
    again = sheet.run(2)
    expect(again.locator(".devloop-given")).to_contain_text("[e-mail]")
    sheet.picture(artefacts, "given_panel", again)


def test_the_form_in_a_dark_theme_and_a_narrow_window(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    lab.configure("apputils-extension/themes", {"theme": "JupyterLab Dark"})
    try:
        sheet = notebook(LOAD, form_cell(answers(lab.notebooks, "dark", RIGHT), "Halve"))
        form = opened(sheet)
        expect(found(form, "goal")).to_contain_text("too short")
        back = form.evaluate("node => getComputedStyle(node).backgroundColor")
        assert sum(int(part) for part in back.strip("rgb()").split(",")[:3]) < 200
        sheet.picture(artefacts, "form_dark", form)
        sheet.page.set_viewport_size({"width": 700, "height": 1500})
        inner = form.evaluate("node => [node.scrollWidth, node.clientWidth]")
        assert inner[0] <= inner[1]
        sheet.picture(artefacts, "form_narrow", form)
    finally:
        lab.configure("apputils-extension/themes", {"theme": "JupyterLab Light"})


def test_the_form_with_the_keyboard_alone(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    sheet = notebook(LOAD, form_cell(answers(lab.notebooks, "keys", RIGHT)))
    form = opened(sheet)
    keys = sheet.page.keyboard
    field(form, "goal").focus()
    keys.type("Scale numbers linearly to the range 0..1")
    keys.press("Tab")
    expect(field(form, "approach")).to_be_focused()
    answer = form.get_by_label("Which input must give which output?")
    expect(answer).to_be_visible()
    for _ in range(30):
        if answer.evaluate("node => node === document.activeElement"):
            break
        keys.press("Tab")
    keys.type(">>> scale([0, 5, 10])\n[0.0, 0.5, 1.0]")
    keys.press("Tab")
    keys.press("Enter")
    expect(field(form, "notes")).to_be_focused()
    expect(field(form, "notes")).to_have_value(">>> scale([0, 5, 10])\n[0.0, 0.5, 1.0]")
    expect(form.locator(".dl-status")).to_have_text("✓ Nothing is missing")
    run = form.get_by_role("button", name="Run", exact=True)
    for _ in range(30):
        if run.evaluate("node => node === document.activeElement"):
            break
        keys.press("Tab")
    sheet.picture(artefacts, "form_keyboard", form)
    keys.press("Enter")
    output = sheet.cell(1).locator(".jp-Cell-outputArea")
    expect(output.locator(".dl-pill")).to_have_text("✓ Success", timeout=60_000)


def test_a_form_is_opened_by_name_and_survives_a_reload(notebook: Callable[..., Notebook], lab: Lab) -> None:
    sheet = notebook(LOAD, "%devloop form halves")
    form = opened(sheet)
    field(form, "goal").fill("Halve all numbers of a list")
    expect(form.locator(".dl-status")).to_have_text("! 1 question; it can run all the same")
    sheet.save()
    sheet.page.reload()
    form = sheet.ready().cell(1).locator(".devloop-form")
    expect(field(form, "goal")).to_have_value("Halve all numbers of a list")
    form.get_by_role("button", name="Write to cell").click()
    expect(source(sheet)).to_contain_text("%%devloop halves")
    expect(source(sheet)).to_contain_text("goal: Halve all numbers of a list")
