"""What users do with a run in JupyterLab when it is over, and how several modules look."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from browser_lab import Lab
from browser_notebook import Notebook
from browser_story import DRAFT, RIGHT, TESTS, answers, cell
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
LOAD = "%load_ext devloop_nb"
EXAMPLE = Path(__file__).parents[2] / "examples" / "email_validation"


def test_a_stored_run_is_shown_at_an_attempt_and_its_code_accepted(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    lm = answers(lab.notebooks, "two", DRAFT, RIGHT)
    sheet = notebook(LOAD, TESTS, cell(lm, "--rerun"), "%devloop show scale 1", "%devloop accept scale")
    for number in range(3):
        sheet.run(number)
    output = sheet.run(3)
    expect(output.locator(".dl-detail h4")).to_contain_text("Attempt 1")
    output.get_by_role("tab", name="Code").click()
    expect(output.locator(".dl-code")).to_contain_text("top = max(xs)")
    sheet.picture(artefacts, "shown", output)
    told = sheet.run(4)
    expect(told).to_contain_text("attempt 2 is accepted; its code is in the new cell below")
    expect(sheet.cell(5).locator(".cm-content")).to_contain_text("# scale: attempt 2, score 1.00, 5 of 5 tests")
    expect(sheet.cell(5).locator(".cm-content")).to_contain_text("return [0.0] * len(xs)")


def test_several_modules_and_their_integration_are_shown(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    shutil.copy(EXAMPLE / "answers.yaml", lab.notebooks / "email.yaml")
    spec = (EXAMPLE / "spec.md").read_text()
    sheet = notebook(LOAD, f"%%devloop email --lm scripted:email.yaml --rerun\n{spec}")
    sheet.run(0)
    output = sheet.run(1, seconds=120)
    expect(output.locator(".dl-pill")).to_have_text("✓ Success")
    expect(output.locator(".dl-step")).to_contain_text(["Plan", "Tests first", "Build", "Integrate"])
    modules = output.locator(".dl-module")
    assert modules.count() > 1
    sheet.picture(artefacts, "modules", output)
    modules.last.click()
    name = modules.last.locator("b").inner_text()
    expect(output.locator(".dl-side h4")).to_have_text(f"Attempts at {name}")
    expect(modules.last).to_be_focused()
    sheet.page.keyboard.press("ArrowLeft")
    expect(output.locator(".dl-side h4")).not_to_have_text(f"Attempts at {name}")


def test_a_saved_notebook_opened_with_a_new_kernel_shows_the_receipt(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    sheet = notebook(LOAD, TESTS, cell(answers(lab.notebooks, "two", DRAFT, RIGHT)))
    for number in range(3):
        sheet.run(number)
    sheet.save()
    lab.end_kernels()
    receipt = sheet.visit().cell(2).locator("[class*=devloop-receipt]")
    expect(receipt).to_be_visible()
    expect(receipt).to_contain_text("test_equal_values")
    code = receipt.locator("details", has_text="Code of attempt")
    code.locator("summary").click()
    expect(code.locator("pre")).to_contain_text("return [0.0] * len(xs)")
    sheet.picture(artefacts, "receipt", sheet.cell(2))
