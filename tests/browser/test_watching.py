"""Somebody watches a run: what is read stays until there is something new, and says no more than is known."""

import re
import threading
from collections.abc import Callable, Iterator

import pytest
from browser_lab import Lab
from browser_notebook import Notebook
from browser_story import BETTER, DRAFT, RIGHT, TESTS, cell
from model_server import KEY, Hit, ModelServer, chat, in_turn
from playwright.sync_api import Locator, expect

pytestmark = pytest.mark.browser
PATIENCE = 30_000
IN_ONE_LINE = """() => {
  const top = (name) => document.querySelector(name).getBoundingClientRect().top;
  const narrow = document.querySelector(".devloop-view").clientWidth < 700;
  return narrow && Math.abs(top(".dl-stop") - top(".dl-pill")) < 10;
}"""


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Until it is set, the model does not answer its second call."""
    held = threading.Event()
    yield held
    held.set()


@pytest.fixture
def server(gate: threading.Event) -> Iterator[ModelServer]:
    def slowly(hit: Hit) -> str:
        gate.wait(120)
        return chat(code=f"```python\n{BETTER}```")

    story = in_turn(chat(code=f"```python\n{DRAFT}```"), slowly, chat(code=f"```python\n{RIGHT}```"))
    with ModelServer(story) as running:
        yield running


@pytest.fixture
def writing(notebook: Callable[..., Notebook], lab: Lab, server: ModelServer) -> tuple[Notebook, Locator]:
    """A run whose second attempt is being written, for as long as the gate is shut."""
    own = f"{{'OPENAI_API_KEY': {KEY!r}, 'DEVLOOP_API_BASE': {server.url!r}, 'DEVLOOP_REVIEW': 'false'}}"
    run = cell("openai/gpt-4o-mini", "--rerun")
    sheet = notebook("%load_ext devloop_nb", TESTS, f"import os\nos.environ |= {own}", run)
    for number in range(3):
        sheet.run(number)
    output = sheet.start(3)
    expect(output.locator(".dl-underWay")).to_contain_text("code/scale/2", timeout=PATIENCE)
    return sheet, output


def shown(output: Locator) -> Locator:
    return output.locator(".dl-at-detailHead h4")


def test_what_is_read_stays_until_there_is_something_new(
    writing: tuple[Notebook, Locator], gate: threading.Event
) -> None:
    sheet, output = writing
    expect(output.locator(".dl-attempt")).to_have_count(2, timeout=PATIENCE)
    expect(shown(output)).to_contain_text("Attempt 1")
    expect(output.locator(".dl-detail")).to_contain_text("test_empty", timeout=PATIENCE)
    expect(output.locator(".dl-follow")).to_have_count(0)
    output.locator(".dl-attempt").first.click()
    expect(output.locator(".dl-follow")).to_contain_text("Stays with attempt 1.")
    output.get_by_role("button", name="Pause").click()
    expect(output.locator(".dl-pill")).to_have_text("◌ Pausing", timeout=PATIENCE)
    gate.set()
    expect(output.locator(".dl-pill")).to_have_text("❚❚ Paused", timeout=PATIENCE)
    expect(shown(output)).to_contain_text("Attempt 1")
    output.get_by_role("button", name="Follow the newest").click()
    expect(shown(output)).to_contain_text("Attempt 2")
    expect(output.locator(".dl-follow")).to_have_count(0)
    output.get_by_role("button", name="Go on").click()
    expect(output.locator(".dl-pill")).to_have_text("✓ Success", timeout=PATIENCE)
    expect(shown(output)).to_contain_text("Attempt 3")
    sheet.ended(3)


def test_a_badge_says_what_it_means_without_a_mouse(writing: tuple[Notebook, Locator], gate: threading.Event) -> None:
    _, output = writing
    badge = output.locator(".dl-badge", has_text="verdict: in-process")
    assert tip(badge) == "none"
    badge.focus()
    output.page.keyboard.press("Tab")
    output.page.keyboard.press("Shift+Tab")
    expect(badge).to_be_focused()
    assert "Code and tests ran in one process" in tip(badge)
    expect(output.locator(".dl-figure", has_text="time left")).to_contain_text("≤")


def test_the_time_left_knows_of_an_answer_that_does_not_come(writing: tuple[Notebook, Locator]) -> None:
    _, output = writing
    left = output.locator(".dl-figure", has_text="time left").locator("dd")
    expect(left).to_have_text(re.compile(r"≤ ([3-9]\d s|\d+ min)"), timeout=PATIENCE)


def test_the_button_to_stop_stays_in_its_place(writing: tuple[Notebook, Locator]) -> None:
    sheet, output = writing
    sheet.page.set_viewport_size({"width": 900, "height": 1500})
    expect(output.locator(".dl-tip")).to_have_count(2)
    sheet.page.wait_for_function(IN_ONE_LINE, timeout=PATIENCE)


def tip(badge: Locator) -> str:
    """What is shown beside it now."""
    return str(badge.evaluate("node => getComputedStyle(node, '::after').content"))
