"""A run in JupyterLab is steered while it runs: questions, pauses, notes, limits, plans."""

import contextlib
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from browser_lab import Lab
from browser_notebook import Notebook
from browser_story import BETTER, DRAFT, RIGHT, TESTS, answers, cell
from helmsman import DOUBLE, PLAN, TRIPLE, TWO
from model_server import Hit, ModelServer, chat, in_turn
from playwright.sync_api import Locator, expect

pytestmark = pytest.mark.browser
LOAD = "%load_ext devloop_nb"
DEVLOOP = str(Path(sys.executable).with_name("devloop-nb"))
PATIENCE = 30_000


def begun(sheet: Notebook, number: int = 2) -> Locator:
    """The output of a run that goes on."""
    for before in range(number):
        sheet.run(before)
    return sheet.start(number)


def press(output: Locator, name: str) -> None:
    output.get_by_role("button", name=name).click()


def is_pill(output: Locator, words: str) -> None:
    expect(output.locator(".dl-pill")).to_have_text(words, timeout=PATIENCE)


def tells(output: Locator, words: str) -> None:
    """The line beside the controls."""
    expect(output.locator(".dl-at-controls .dl-told")).to_contain_text(words, timeout=PATIENCE)


def two_modules(lab: Lab, name: str, **more: object) -> str:
    """A cell whose model has to plan."""
    script = {"plan": PLAN, "code": {"double": [DOUBLE], "triple": [TRIPLE]}, **more}
    (lab.notebooks / f"{name}.yaml").write_text(yaml.safe_dump(script))
    return f"%%devloop {name} --lm scripted:{name}.yaml --rerun --ask plan\n{TWO}"


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


def test_a_run_is_paused_and_goes_on(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    lm = answers(lab.notebooks, "pause", DRAFT, BETTER, RIGHT, slow=2)
    sheet = notebook(LOAD, TESTS, cell(lm, "--rerun"))
    output = begun(sheet)
    expect(output.locator(".dl-attempt")).to_have_count(1, timeout=PATIENCE)
    press(output, "Pause")
    tells(output, "scale: pause")
    expect(output.locator(".dl-at-activity")).to_have_text("Paused: Go on makes the next attempt.", timeout=PATIENCE)
    is_pill(output, "❚❚ Paused")
    made = output.locator(".dl-attempt").count()
    clock = output.locator(".dl-figure", has_text="time").first.locator("dd")
    shown = clock.inner_text()
    sheet.picture(artefacts, "steer_paused", output)
    sheet.page.wait_for_timeout(2500)
    assert clock.inner_text() == shown
    assert output.locator(".dl-attempt").count() == made
    press(output, "Go on")
    is_pill(output, "✓ Success")
    expect(output.locator(".dl-attempt")).to_have_count(3)
    expect(output.locator(".dl-chart .dl-point")).to_have_count(3)
    sheet.picture(artefacts, "steer_went_on", output)


def test_a_run_stops_after_its_attempt(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    lm = answers(lab.notebooks, "after", DRAFT, BETTER, RIGHT, slow=4)
    sheet = notebook(LOAD, TESTS, cell(lm, "--rerun", "--no-raise"))
    output = begun(sheet)
    expect(output.locator(".dl-attempt")).to_have_count(1, timeout=PATIENCE)
    press(output, "Stop after this attempt")
    tells(output, "stop after this attempt")
    is_pill(output, "■ Stopped")
    sheet.picture(artefacts, "steer_stop_after", output)
    results = output.locator(".dl-result").all_inner_texts()
    assert results and all("of 5" in result for result in results)


def test_a_note_reaches_the_prompt(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    gate = threading.Event()

    def slowly(hit: Hit) -> str:
        gate.wait(60)
        return chat(code=f"```python\n{DRAFT}```")

    with ModelServer(in_turn(slowly, chat(code=f"```python\n{RIGHT}```"))) as server:
        key = "import os\nos.environ |= {'OPENAI_API_KEY': 'sk-canary-0123456789abcdef', "
        own = f"{key}'DEVLOOP_API_BASE': {server.url!r}, 'DEVLOOP_REVIEW': 'false'}}"
        sheet = notebook(LOAD, TESTS, own, cell("openai/gpt-4o-mini", "--rerun"))
        output = begun(sheet, 3)
        expect(output.locator(".dl-underWay")).to_contain_text("code/scale/1", timeout=PATIENCE)
        expect(output.locator(".dl-underWay")).to_contain_text("has written nothing yet")
        press(output, "Note to the model")
        field = output.get_by_label("The model is told from its next call on")
        expect(field).to_be_focused()
        field.fill("Equal values become zeros.")
        sheet.picture(artefacts, "steer_note", output)
        press(output, "Send")
        tells(output, "note to the model: Equal values become zeros.")
        gate.set()
        is_pill(output, "✓ Success")
        prompts = [hit.prompt for hit in server.hits]
    assert "Equal values become zeros." not in prompts[0]
    assert "Equal values become zeros." in prompts[-1]


def test_a_limit_that_was_reached_is_raised(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    lm = answers(lab.notebooks, "limit", DRAFT, BETTER, RIGHT)
    sheet = notebook(
        LOAD, TESTS, cell(lm, "--rerun", "--run-calls 2", "--no-raise"), "%devloop resume scale --background"
    )
    output = begun(sheet)
    is_pill(output, "■ Stopped")
    expect(output.locator(".dl-gauge", has_text="calls")).to_contain_text("the limit is reached")
    press(output, "Raise a limit")
    output.get_by_label("Limit", exact=True).select_option("run_calls")
    output.get_by_label("New value").fill("1")
    output.get_by_role("button", name="Raise", exact=True).click()
    tells(output, "run_calls is 2; it can only be raised")
    sheet.picture(artefacts, "steer_limit", output)
    output.get_by_label("New value").fill("20")
    output.get_by_role("button", name="Raise", exact=True).click()
    tells(output, "run_calls is now 20; go on with: %devloop resume")
    expect(output.locator(".dl-gauge", has_text="calls")).to_contain_text("2 of 20")
    sheet.ended(2)
    resumed = sheet.start(3)
    is_pill(resumed, "✓ Success")
    expect(resumed.locator(".dl-attempt")).to_have_count(3)


def test_of_two_runs_one_is_paused(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    lms = [answers(lab.notebooks, f"slow{slow}", DRAFT, BETTER, RIGHT, slow=slow) for slow in (5, 0)]
    cells = [cell(lm, "--rerun", "--background") for lm in lms]
    sheet = notebook(LOAD, TESTS, *cells)
    for number in range(2):
        sheet.run(number)
    outputs = [sheet.run(2), sheet.run(3)]
    press(outputs[0], "Pause")
    is_pill(outputs[1], "✓ Success")
    is_pill(outputs[0], "❚❚ Paused")
    sheet.picture(artefacts, "steer_two", sheet.page.locator(".jp-Notebook"))
    press(outputs[0], "Go on")
    is_pill(outputs[0], "✓ Success")


def test_the_keyboard_is_enough(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    lm = answers(lab.notebooks, "keys", DRAFT, BETTER, RIGHT, slow=3)
    sheet = notebook(LOAD, TESTS, cell(lm, "--rerun", "--ask plan", "--background"))
    output, keys = begun(sheet), sheet.page.keyboard
    expect(output.locator(".dl-layers")).to_be_visible(timeout=PATIENCE)
    sheet.ended(2)
    output.locator(".dl-stop").focus()
    for _ in range(12):
        keys.press("Tab")
        if output.get_by_label("Note: why, or what to do better").evaluate("node => node === document.activeElement"):
            break
    keys.type("dd ii 00: as it is")
    keys.press("Tab")
    expect(output.get_by_role("button", name="Approve")).to_be_focused()
    sheet.picture(artefacts, "steer_keys", output)
    keys.press("Enter")
    expect(output.locator(".dl-attempt")).to_have_count(1, timeout=PATIENCE)
    output.get_by_role("button", name="Pause").focus()
    keys.press("Space")
    is_pill(output, "❚❚ Paused")
    expect(output.get_by_role("button", name="Go on")).to_be_focused(timeout=PATIENCE)
    keys.press("Enter")
    is_pill(output, "✓ Success")
    assert sheet.page.locator(".jp-Notebook .jp-CodeCell").count() == 3


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
