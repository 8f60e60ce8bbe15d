"""The view and the form on the paper of VS Code, Colab and plain pages, by what these document."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from browser_lab import Lab
from browser_notebook import Notebook
from browser_story import BETTER, DRAFT, RIGHT, TESTS, answers, cell
from playwright.sync_api import Browser, expect

from devloop_nb.frontends.widgets.form import Form
from devloop_nb.frontends.widgets.run_view import RunView

pytestmark = pytest.mark.browser
SECONDS = 30_000

# What each writes on its page; VS Code gives Jupyter's variables for light paper in every theme.
PAPERS: dict[str, tuple[str, str, Any]] = {
    "plain_light": ("", "", "light"),
    "plain_dark": ("", "", "dark"),
    "colab_dark": ("theme='dark' style='background: #1f1f1f'", "", "light"),
    "vscode_light": ("", "class='vscode-light' data-vscode-theme-kind='vscode-light'", "dark"),
    "vscode_dark": (
        "style='--jp-layout-color1: white; --jp-ui-font-color1: rgba(0, 0, 0, 0.8); --jp-border-color1: #9e9e9e'",
        "class='vscode-dark' data-vscode-theme-kind='vscode-dark' style='background: #1f1f1f'",
        "light",
    ),
    "vscode_monokai": (
        "style='--jp-layout-color1: white; --vscode-editor-background: #272822; --vscode-editor-foreground: #f8f8f2'",
        "class='vscode-dark' data-vscode-theme-kind='vscode-dark' style='background: #272822'",
        "light",
    ),
    "vscode_contrast": (
        "style='--vscode-editor-background: #000; --vscode-contrastBorder: #6fc3df'",
        "class='vscode-high-contrast' data-vscode-theme-kind='vscode-high-contrast' style='background: #000'",
        "light",
    ),
}
LIGHT = {"plain_light", "vscode_light"}
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
LOOK = """async () => (await axe.run({resultTypes: ["violations"]})).violations
  .filter((found) => ["serious", "critical"].includes(found.impact) && found.id !== "document-title")
  .flatMap((found) => found.nodes.map((node) => `${found.id}: ${node.target.join(" ")}: ${node.failureSummary}`))"""


def test_the_view_is_read_on_the_paper_of_other_viewers(
    notebook: Callable[..., Notebook], lab: Lab, chromium: Browser, artefacts: Path
) -> None:
    lm = answers(lab.notebooks, "three", DRAFT, BETTER, RIGHT)
    sheet = notebook("%load_ext devloop_nb", TESTS, cell(lm), "%devloop form scale")
    for number in range(4):
        sheet.run(number)
    output = sheet.cell(2).locator(".jp-Cell-outputArea")
    expect(output.locator(".dl-code")).to_contain_text("return [0.0] * len(xs)", timeout=SECONDS)
    drawn = [
        sheet.page.locator(which).first.evaluate("node => node.outerHTML")
        for which in (".devloop-view:not(.devloop-form)", ".devloop-form")
    ]
    found = {name: on_paper(chromium, artefacts, name, "".join(drawn)) for name in PAPERS}
    assert {name: said for name, (_, said) in found.items() if said} == {}
    assert {name for name, (shade, _) in found.items() if shade > 128} == LIGHT


def on_paper(chromium: Browser, artefacts: Path, name: str, drawn: str) -> tuple[float, list[str]]:
    """How light the view is, and what axe-core says of it."""
    html, body, scheme = PAPERS[name]
    page = chromium.new_page(viewport={"width": 1000, "height": 1500}, color_scheme=scheme)
    white = ".cell-output-ipywidget-background { background: white !important; padding: 8px; }"
    style = f"{RunView._css}{Form._css}{white}"
    page.set_content(
        f"<!doctype html><html lang='en' {html}><style>{style}</style><body {body}>"
        f"<main class='{'cell-output-ipywidget-background' if 'vscode' in name else ''}'>{drawn}</main>"
    )
    page.screenshot(path=artefacts / f"paper_{name}.png", full_page=True)
    back = page.locator(".devloop-view").first.evaluate("node => getComputedStyle(node).backgroundColor")
    page.evaluate(AXE)
    said = page.evaluate(LOOK)
    page.close()
    return sum(float(part) for part in back.strip("rgba()").split(",")[:3]) / 3, said
