"""A run in JupyterLab asks whether its plan is right: yes, no, otherwise, too late, from elsewhere."""

import contextlib
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from browser_helm import LOAD, PATIENCE, begun, is_pill, press, tells, two_modules
from browser_lab import Lab
from browser_notebook import Notebook
from browser_story import RIGHT, TESTS, answers, cell
from helmsman import PLAN
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
DEVLOOP = str(Path(sys.executable).with_name("devloop-nb"))


def test_a_plan_is_approved(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    sheet = notebook(LOAD, two_modules(lab, "approve"))
    output = begun(sheet, 1)
    is_pill(output, "? Asks you")
    expect(output.locator(".dl-question h4")).to_contain_text("Is this plan right: double, triple?")
    expect(output.locator(".dl-deadline")).to_have_count(0)
    expect(output.locator(".dl-box")).to_have_count(2, timeout=PATIENCE)
    expect(output.locator(".dl-question")).to_contain_text("Forecast: 4 to 18 calls, 0 tokens")
    expect(output.locator(".dl-at-activity")).to_have_text("Waits for you: Is this plan right: double, triple?")
    sheet.picture(artefacts, "steer_plan", output)
    press(output, "Approve")
    is_pill(output, "✓ Success")
    expect(output.locator(".dl-question")).to_have_count(0)
    output.locator("summary", has_text="Plan").click()
    expect(output.locator(".dl-box.dl-success")).to_have_count(2, timeout=PATIENCE)
    output.locator("summary", has_text="triple").click()
    expect(output.locator(".dl-planned[open]")).to_contain_text("test_triple")
    sheet.picture(artefacts, "steer_plan_built", output)


def test_a_plan_is_rejected_with_a_note(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    better = [PLAN[0], {**PLAN[1], "depends_on": ["double"]}]
    sheet = notebook(LOAD, two_modules(lab, "reject", plans=[better]))
    output = begun(sheet, 1)
    expect(output.locator(".dl-edge")).to_have_count(0)
    output.get_by_label("Note: why, or what to do better").fill("Triple is a double and one more.")
    press(output, "Reject")
    expect(output.locator(".dl-edge")).to_have_count(1, timeout=PATIENCE)
    expect(output.get_by_label("Note: why, or what to do better")).to_have_value("")
    output.locator("summary", has_text="Asked and answered").click()
    expect(output.locator(".dl-at-said")).to_contain_text("plan rejected: Triple is a double and one more.")
    sheet.picture(artefacts, "steer_rejected", output)
    press(output, "Skip")
    is_pill(output, "✓ Success")
    expect(output.locator(".dl-at-said")).to_contain_text("Skipped: nobody looked at the plan.", timeout=PATIENCE)


def test_a_plan_is_edited(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    sheet = notebook(LOAD, two_modules(lab, "edit"))
    output = begun(sheet, 1)
    expect(output.locator(".dl-layers")).to_be_visible(timeout=PATIENCE)
    press(output, "Edit the plan")
    field = output.get_by_label("The plan as YAML")
    expect(field).to_be_focused()
    written = field.input_value()
    field.fill(written + "  wrong: [\n")
    press(output, "Use this plan")
    expect(output.locator(".dl-question .dl-told")).to_contain_text("is not YAML", timeout=PATIENCE)
    expect(field).to_have_value(written + "  wrong: [\n")
    sheet.picture(artefacts, "steer_edit_wrong", output)
    field.fill(written.replace("purpose: Triples", "purpose: Twice and once more\n  depends_on: [double]"))
    sheet.picture(artefacts, "steer_edit", output)
    press(output, "Use this plan")
    is_pill(output, "✓ Success")
    expect(output.locator(".dl-module").last).to_contain_text("needs double")
    output.locator("summary", has_text="Plan").click()
    expect(output.locator(".dl-edge")).to_have_count(1, timeout=PATIENCE)
    expect(output.locator(".dl-planned").last).to_contain_text("Twice and once more")


def test_a_question_times_out_and_is_answered_later(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    lm = answers(lab.notebooks, "late", RIGHT)
    sheet = notebook(LOAD, TESTS, cell(lm, "--rerun", "--ask plan=10", "--no-raise"), "%devloop resume scale")
    output = begun(sheet)
    expect(output.locator(".dl-deadline")).to_contain_text("the run stops, and can be resumed", timeout=PATIENCE)
    sheet.picture(artefacts, "steer_deadline", output)
    is_pill(output, "■ Stopped")
    expect(output.locator(".dl-at-activity")).to_contain_text("nobody answered about plan")
    expect(output.locator(".dl-question")).to_contain_text("an answer is kept for when it goes on")
    sheet.picture(artefacts, "steer_timed_out", output)
    press(output, "Approve")
    tells(output, "approved; go on with: %devloop resume")
    expect(output.locator(".dl-question")).to_have_count(0)
    sheet.ended(2)
    is_pill(sheet.run(3), "✓ Success")


def test_a_run_of_another_process_is_answered_after_a_reload(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    (lab.notebooks / "elsewhere.yaml").write_text(
        yaml.safe_dump({"code": {"halve": ["def halve(x):\n    return x / 2\n"]}})
    )
    (lab.notebooks / "halve.md").write_text("---\nname: halve\n---\nHalve a number.\n>>> halve(3)\n1.5\n")
    command = [DEVLOOP, "run", "halve.md", "--lm", "scripted:elsewhere.yaml"]
    environment = {**os.environ, "DEVLOOP_HOME": str(lab.home / "devloop_home")}
    other = subprocess.Popen(
        [*command, "--ask", "plan=300"], cwd=lab.notebooks, env=environment, stdout=subprocess.DEVNULL
    )
    try:
        until_asked(Path(environment["DEVLOOP_HOME"]) / "devloop.db", "halve")
        sheet = notebook(LOAD, "%devloop show halve")
        sheet.run(0)
        output = sheet.run(1)
        expect(output.locator(".dl-deadline")).to_contain_text("Without an answer in", timeout=PATIENCE)
        sheet.save()
        sheet.page.reload()
        output = sheet.ready().cell(1).locator(".jp-Cell-outputArea")
        expect(output.locator(".dl-layers")).to_be_visible(timeout=PATIENCE)
        sheet.picture(artefacts, "steer_elsewhere", output)
        press(output, "Approve")
        is_pill(output, "✓ Success")
        assert other.wait(timeout=60) == 0
    finally:
        other.kill()
        other.wait()


def until_asked(history: Path, name: str) -> None:
    """Waits until a run of that name has asked its question."""
    asked = "SELECT count(*) FROM events WHERE kind = 'checkpoint_reached' AND run LIKE ?"
    for _ in range(300):
        if history.exists():
            with contextlib.closing(sqlite3.connect(history)) as connection, contextlib.suppress(sqlite3.Error):
                if connection.execute(asked, (f"%-{name}-%",)).fetchone()[0]:
                    return
        time.sleep(0.2)
    raise AssertionError(f"{name} asked nothing")
