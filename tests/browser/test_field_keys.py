"""What is typed into a field of the view is meant for it: no key of it steers the notebook or runs the cell again."""

from collections.abc import Callable

import pytest
import yaml
from browser_lab import Lab
from browser_notebook import Notebook
from helmsman import DOUBLE, PLAN, TRIPLE, TWO
from playwright.sync_api import Locator, expect

pytestmark = pytest.mark.browser
PATIENCE = 30_000


@pytest.fixture
def asking(notebook: Callable[..., Notebook], lab: Lab) -> tuple[Notebook, Locator]:
    """A run that asks about its plan, and holds still."""
    script = {"plan": PLAN, "code": {"double": [DOUBLE], "triple": [TRIPLE]}}
    (lab.notebooks / "keys.yaml").write_text(yaml.safe_dump(script))
    sheet = notebook("%load_ext devloop_nb", f"%%devloop keys --lm scripted:keys.yaml --rerun --ask plan\n{TWO}", "1")
    sheet.run(0)
    output = sheet.start(1)
    expect(output.locator(".dl-layers")).to_be_visible(timeout=PATIENCE)
    return sheet, output


def told(output: Locator) -> Locator:
    return output.locator(".dl-at-controls .dl-told")


def button(output: Locator, name: str) -> Locator:
    return output.get_by_role("button", name=name)


def test_enter_sends_a_note_and_escape_leaves_it(asking: tuple[Notebook, Locator]) -> None:
    output, keys = asking[1], asking[0].page.keyboard
    button(output, "Note to the model").click()
    field = output.get_by_label("The model is told from its next call on")
    expect(field).to_be_focused()
    keys.type("Zero stays zero.")
    keys.press("Enter")
    expect(told(output)).to_contain_text("note to the model: Zero stays zero.", timeout=PATIENCE)
    expect(field).to_have_count(0)
    expect(button(output, "Note to the model")).to_be_focused()
    keys.press("Enter")
    expect(field).to_be_focused()
    keys.press("Escape")
    expect(field).to_have_count(0)
    expect(button(output, "Note to the model")).to_be_focused()


def test_arrows_choose_a_limit_and_enter_raises_it(asking: tuple[Notebook, Locator]) -> None:
    output, keys = asking[1], asking[0].page.keyboard
    button(output, "Raise a limit").click()
    choice = output.get_by_role("combobox", name="Limit")
    expect(choice).to_be_focused()
    keys.press("ArrowDown")
    expect(choice).to_have_value("threshold")
    expect(choice).to_be_focused()
    keys.press("ArrowUp")
    keys.press("Tab")
    keys.type("9")
    keys.press("Enter")
    expect(told(output)).to_contain_text("attempts", timeout=PATIENCE)
    expect(told(output)).to_contain_text("9")


def test_no_key_in_the_filter_of_a_dashboard_runs_the_cell_again(notebook: Callable[..., Notebook]) -> None:
    sheet = notebook("%load_ext devloop_nb", "%devloop dashboard", "1")
    sheet.run(0)
    output = sheet.run(1)
    field = output.get_by_label("Filter")
    field.click()
    for key in ("a", "Shift+Enter", "b", "Control+Enter", "Enter", "ArrowLeft", "c"):
        sheet.page.keyboard.press(key)
    expect(field).to_be_focused()
    expect(field).to_have_value("acb")
    expect(sheet.cell(1).locator(".jp-InputPrompt")).to_have_text("[2]:")
    assert sheet.page.locator(".jp-Notebook .jp-CodeCell").count() == 3


def test_no_key_in_a_plan_runs_the_cell_again(asking: tuple[Notebook, Locator]) -> None:
    (sheet, output), keys = asking, asking[0].page.keyboard
    button(output, "Edit the plan").click()
    field = output.get_by_label("The plan as YAML")
    written = field.input_value()
    keys.press("Control+End")
    keys.type("# twice")
    for key in ("Shift+Enter", "Control+Enter", "Alt+Enter"):
        keys.press(key)
    keys.type("# done")
    expect(field).to_be_focused()
    assert field.input_value().startswith(written.rstrip("\n"))
    assert "# done" in field.input_value()
    button(output, "Cancel").click()
    button(output, "Approve").click()
    expect(output.locator(".dl-pill")).to_have_text("✓ Success", timeout=PATIENCE)
    sheet.ended(1)
    assert sheet.page.locator(".jp-Notebook .jp-CodeCell").count() == 3
