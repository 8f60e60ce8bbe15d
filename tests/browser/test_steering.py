"""A run in JupyterLab is steered while it runs: questions, pauses, notes, limits, plans."""

from collections.abc import Callable
from pathlib import Path

import pytest
from browser_lab import Lab
from browser_notebook import Notebook
from browser_story import BETTER, DRAFT, RIGHT, TESTS, answers, cell
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
LOAD = "%load_ext devloop_nb"
PATIENCE = 30_000


def test_a_plan_is_approved(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    lm = answers(lab.notebooks, "approve", DRAFT, RIGHT)
    sheet = notebook(LOAD, TESTS, cell(lm, "--rerun", "--ask plan"))
    sheet.run(0)
    sheet.run(1)
    output = sheet.start(2)
    expect(output.locator(".dl-question h4")).to_contain_text("Is this plan right: scale?", timeout=PATIENCE)
    expect(output.locator(".dl-layers")).to_be_visible(timeout=PATIENCE)
    sheet.picture(artefacts, "steer_plan", output)
    output.get_by_role("button", name="Approve").click()
    expect(output.locator(".dl-pill")).to_have_text("✓ Success", timeout=PATIENCE)
    expect(output.locator(".dl-question")).to_have_count(0)
    sheet.picture(artefacts, "steer_done", output)
