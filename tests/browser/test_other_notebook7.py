"""The live view in Jupyter Notebook 7."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from browser_lab import Lab
from browser_notebook import Notebook
from browser_story import BETTER, DRAFT, RIGHT, TESTS, answers, cell
from playwright.sync_api import Browser, Locator, expect

pytestmark = pytest.mark.browser
LOAD = "%load_ext devloop_nb"
SECONDS = 30_000
MOST_TRIES = 8
# Notebook 7.6 throws it while it loads a page.
ITS_OWN = "Cannot read properties of undefined (reading 'schema')"


class Notebook7(Lab):
    """A Jupyter Notebook of its own."""

    module = "notebook"


class Sheet(Notebook):
    """A notebook in Jupyter Notebook, which has no status bar."""

    def visit(self) -> "Sheet":
        self.page.goto(f"{self.lab.url}/notebooks/{self.name}.ipynb")
        self.ready()
        return self

    def ready(self) -> "Sheet":
        self.page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", timeout=60_000)
        expect(self.page.locator(".jp-Notebook .jp-CodeCell").first).to_be_visible()
        return self

    def start(self, number: int) -> Locator:
        """Presses the keys again while they are lost: a page that has just been opened does not hear them yet."""
        prompt = self.cell(number).locator(".jp-InputPrompt")
        before = prompt.inner_text()
        for _ in range(MOST_TRIES):
            output = super().start(number)
            with suppress(AssertionError):
                expect(prompt).not_to_have_text(before, timeout=4_000)
                break
        return output


@pytest.fixture(scope="module")
def seven(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Notebook7]:
    server = Notebook7(tmp_path_factory.mktemp("seven"))
    yield server
    server.close()


@pytest.fixture
def sheet(seven: Notebook7, chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Sheet]]:
    page = chromium.new_page(viewport={"width": 1300, "height": 1500})
    made: list[Sheet] = []

    def open_sheet(*cells: str) -> Sheet:
        made.append(Sheet(seven, page, request.node.name))
        made[-1].open(*cells)
        return made[-1]

    yield open_sheet
    page.close()
    seven.end_kernels()
    assert [url for each in made for url in each.outside] == []
    assert [error for each in made for error in each.errors if error != ITS_OWN] == []


def test_notebook_7_shows_a_run_live_and_stops_it(
    sheet: Callable[..., Sheet], seven: Notebook7, artefacts: Path
) -> None:
    lm = answers(seven.notebooks, "slow", DRAFT, BETTER, RIGHT, slow=30)
    it = sheet(LOAD, TESTS, cell(lm, "--rerun"), "6 * 7")
    it.run(0)
    it.run(1)
    output = it.start(2)
    expect(output.locator(".dl-at-activity")).to_have_text(
        "scale, attempt 1: tests run in a fresh kernel", timeout=SECONDS
    )
    it.picture(artefacts, "notebook7_running")
    output.get_by_role("button", name="■ Stop", exact=True).click()
    expect(output.locator(".dl-pill")).to_have_text("■ Stopped", timeout=SECONDS)
    it.ended(2)
    expect(output.locator(".jp-OutputArea-output pre").last).to_contain_text("RunNotGood: scale ended stopped")
    expect(it.run(3).locator("pre")).to_have_text("42")
