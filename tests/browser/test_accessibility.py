"""Each view as axe-core sees it, in light and dark: nothing serious, nothing critical."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
import yaml
from browser_lab import Lab
from browser_notebook import Notebook
from browser_story import BETTER, DRAFT, RIGHT, TESTS, answers, cell
from helmsman import PLAN, TWO
from playwright.sync_api import Browser, Locator, Page, expect
from report_states import failing, solved

from devloop_nb.frontends.report.html import report_html

pytestmark = pytest.mark.browser
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
LOOK = """async (root) => (await axe.run(root, {resultTypes: ["violations"]})).violations
  .filter((found) => ["serious", "critical"].includes(found.impact))
  .flatMap((found) => found.nodes.map((node) => `${found.id}: ${node.target.join(" ")}: ${node.failureSummary}`))"""
LOAD = "%load_ext devloop_nb"


Visit = Callable[[Locator], None]
RUN, ASKS = "the run", "the run, which asks about its plan"


@dataclass(frozen=True)
class View:
    """The cells that show a view, what is looked at in the last one's output, and what is done to it before."""

    cells: tuple[str, ...]
    root: str
    visits: tuple[Visit, ...] = (lambda output: None,)


def opened(output: Locator) -> None:
    """An attempt that failed, and the log."""
    output.locator(".dl-attempt").nth(1).click()
    expect(output.locator(".dl-detail h4")).to_contain_text("Attempt 2")
    output.locator(".dl-logBox summary").click()


def tab(name: str) -> Visit:
    def visit(output: Locator) -> None:
        output.get_by_role("tab", name=name).click()
        expect(output.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")

    return visit


def asking(output: Locator) -> None:
    """A question with the plan that it is about."""
    expect(output.locator(".dl-question .dl-layers")).to_be_visible(timeout=30_000)


def editing(output: Locator) -> None:
    """The same, with the plan as text."""
    output.get_by_role("button", name="Edit the plan").click()
    expect(output.get_by_label("The plan as YAML")).to_be_focused()


def panels(output: Locator) -> None:
    """The panels that are closed at first, the plan among them."""
    for name in ("Plan", "Budget", "Decisions", "Questions of other runs"):
        output.locator("summary", has_text=name).first.click()
    expect(output.locator(".dl-layers")).to_be_visible(timeout=30_000)
    expect(output.get_by_text("Asking the kernel…")).to_have_count(0, timeout=30_000)


TABS = ("Tests", "Code", "Diff", "Output", "Readings", "Quality", "Feedback", "Context", "Model", "Scratch")
HTML = ".jp-RenderedHTMLCommon"
VIEWS = {
    "run": View((RUN,), ".devloop-view", (opened, panels, *map(tab, TABS))),
    "question": View((ASKS,), ".devloop-view", (asking, editing)),
    "form": View(("%devloop form scale",), ".devloop-form"),
    "tuner": View(("%devloop tune-metric scale",), ".devloop-view"),
    "comparison": View(("%devloop compare scale:1 scale:3",), ".devloop-view"),
    "dashboard": View(("%devloop dashboard",), ".devloop-view"),
    "report": View(("scale_report",), HTML),
    "difference": View(("%devloop diff scale 1 3",), HTML),
    "doctor": View(("%devloop doctor",), HTML),
    "receipt": View(("%config DevLoop.view = 'text'", RUN), "[class*=devloop-receipt]"),
}


@pytest.fixture(params=["Light", "Dark"])
def theme(lab: Lab, request: pytest.FixtureRequest) -> Any:
    lab.configure("apputils-extension/themes", {"theme": f"JupyterLab {request.param}"})
    yield request.param
    lab.configure("apputils-extension/themes", {"theme": "JupyterLab Light"})


def problems(page: Page, root: Locator) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return list(root.evaluate(LOOK))


def test_every_view_can_be_used_by_everybody(
    theme: str, notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    lm = answers(lab.notebooks, "axe", DRAFT, BETTER, RIGHT)
    (lab.notebooks / "axe_asks.yaml").write_text(yaml.safe_dump({"plan": PLAN}))
    asks = f"%%devloop two --lm scripted:axe_asks.yaml --rerun --ask plan --background\n{TWO}"
    texts = {RUN: cell(lm), ASKS: asks}
    cells = [each for view in VIEWS.values() for each in view.cells]
    sheet = notebook(LOAD, TESTS, *(texts.get(each, each) for each in cells))
    sheet.run(0)
    sheet.run(1)
    found, at = list[str](), 2
    for name, view in VIEWS.items():
        for _ in view.cells:
            sheet.run(at)
            at += 1
        output = sheet.cell(at - 1).locator(".jp-Cell-outputArea")
        root = output.locator(view.root).first
        expect(root).to_be_visible()
        for visit in view.visits:
            visit(output)
            found += [f"{name}, {theme}: {each}" for each in problems(sheet.page, root)]
    assert sorted(set(found)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_report_can_be_read_by_everybody(chromium: Browser, tmp_path: Path, scheme: Any) -> None:
    path = tmp_path / "report.html"
    path.write_text(report_html([solved(), failing()]), "utf-8")
    # Its own policy lets no script in; the test's comes past it.
    page = chromium.new_page(color_scheme=scheme, bypass_csp=True)
    page.goto(path.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    found = problems(page, page.locator("html"))
    page.close()
    assert found == []
