"""A run in JupyterLab is steered while it runs: pauses, notes, limits, by mouse and by keyboard."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from browser_helm import LOAD, PATIENCE, begun, is_pill, press, tells
from browser_lab import Lab
from browser_notebook import Notebook
from browser_story import BETTER, DRAFT, RIGHT, TESTS, answers, cell
from model_server import Hit, ModelServer, chat, in_turn
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


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
