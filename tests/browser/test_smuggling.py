"""What tests, models, errors and files are called or say runs nowhere: not in JupyterLab, not in what is shared."""

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from browser_lab import Lab
from browser_notebook import Notebook
from browser_story import RIGHT, answers, cell
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from nbformat.sign import NotebookNotary
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.browser
LOAD = "%load_ext devloop_nb"
RUN = "window.__pwned=1"
NASTY = " ".join(
    (
        f"<img src=x onerror='{RUN}'><script>{RUN}</script></script><svg onload='{RUN}'></svg></pre></code></title>",
        f"<details open ontoggle='{RUN}'>x</details><iframe srcdoc='<script>parent.__pwned=1</script>'></iframe>",
        f"<a href='javascript:{RUN}'>a</a><form action='javascript:{RUN}'><input autofocus onfocus='{RUN}'></form>",
        f"[b](javascript:{RUN}) ![c](https://evil.invalid/c.png) <img src='https://evil.invalid/d.png'>",
        f"$\\href{{javascript:{RUN}}}{{e}}$ \\(\\href{{javascript:{RUN}}}{{f}}\\) {{{{ 7*7 }}}}",
        f"\x1b]8;;javascript:{RUN}\x07g\x1b]8;;\x07\x1b[31mh\x1b[0m `i` </textarea><style>*{{display:none}}</style>",
    )
)
TESTS = f"""%%devloop_test scale
import pytest
from scale import scale

NASTY = {NASTY!r}

class Odd:
    def __repr__(self):
        return NASTY

@pytest.mark.parametrize("xs", [[0, 5, 10]], ids=[NASTY])
def test_named(xs):
    {NASTY!r}
    assert scale(xs) == [0.0, 0.5, 1.0], NASTY

def test_shown():
    assert scale([1, 2]) == [Odd()]
"""
WRONG = f"""{NASTY!r}
def scale(xs):
    {NASTY!r}
    print({NASTY!r})
    exec(compile({f"raise ValueError({NASTY!r})"!r}, {NASTY.replace(chr(27), "").replace(chr(7), "")!r}, "exec"))
"""
CELLS = (
    LOAD,
    TESTS,
    "%devloop show",
    "%devloop diff 1 2",
    "scale_report",
    "%devloop history",
    "%devloop report -o report.html",
    "%devloop report -o report.ipynb",
)
# Everything in an element, shadow trees left aside, that could run, send or lead anywhere.
LIVE_PARTS = """root => [...root.querySelectorAll("*")].flatMap(node => [
  ...(["SCRIPT", "IFRAME", "OBJECT", "EMBED", "BASE", "FORM", "LINK"].includes(node.tagName) ? [node.outerHTML] : []),
  ...[...node.attributes].filter(({name, value}) => name.startsWith("on")
    || /^\\s*(javascript|vbscript):/i.test(value) || /evil\\.invalid/.test(value) && /href|src|action/.test(name))
    .map(({name, value}) => `${node.tagName} ${name}=${value}`)])"""


def story(folder: Path) -> list[str]:
    run = cell(answers(folder, "nasty", WRONG, RIGHT), "--attempts 2 --no-raise", goal=f"Scale numbers. {NASTY}\n")
    return [*CELLS[:2], run, *CELLS[2:]]


def nothing_ran(page: Page, within: str) -> None:
    assert page.evaluate("window.__pwned") is None
    for area in page.locator(within).all():
        assert area.evaluate(LIVE_PARTS) == []


@pytest.fixture(scope="module")
def played(lab: Lab) -> nbformat.NotebookNode:
    """The notebook as it was executed with nobody looking, live views and their state in it."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("JPY_SESSION_NAME", "DEVLOOP_HOME"):
            patch.delenv(name, raising=False)
        folder = lab.notebooks / "smuggled"
        folder.mkdir()
        first, *rest = story(folder)
        cells = [f"{first}\n%config DevLoop.view = 'live'", *rest]
        sheet = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        sheet.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        NotebookClient(sheet, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    return sheet


def test_nothing_smuggled_in_runs_in_the_live_view(notebook: Callable[..., Notebook], lab: Lab) -> None:
    sheet = notebook(*story(lab.notebooks))
    for number in range(3):
        sheet.run(number)
    output = sheet.cell(2).locator(".jp-Cell-outputArea")
    for attempt in output.locator(".dl-attempt").all():
        attempt.click()
        tabs = output.get_by_role("tab").all()
        for tab in tabs:
            tab.click()
            expect(tab).to_have_attribute("aria-selected", "true")
            for closed in output.locator(".dl-at-pane details:not([open]) > summary").all():
                closed.click()
        output.get_by_role("tab", name="Model").click()
        output.get_by_role("button", name="Show prompt and answer").first.click()
        expect(output.locator(".dl-call pre").last).to_contain_text("def scale")
    output.locator(".dl-logBox summary").click()
    expect(output.locator(".dl-at-log")).to_contain_text("attempt 2")
    assert output.locator(".devloop-view a[href]").count() == 0
    for number in range(3, len(CELLS) + 1):
        sheet.run(number)
    nothing_ran(sheet.page, ".jp-Cell-outputArea")


def test_nothing_runs_in_a_notebook_that_is_opened_again(
    lab: Lab, notebook: Callable[..., Notebook], played: nbformat.NotebookNode, artefacts: Path
) -> None:
    shared = nbformat.from_dict(played)
    shared.metadata.pop("widgets")
    sheet = notebook("1")
    nbformat.write(shared, lab.notebooks / f"{sheet.name}.ipynb")
    receipt = sheet.visit().cell(2).locator("[class*=devloop-receipt]")
    expect(receipt).to_be_visible()
    receipt.evaluate("node => node.querySelectorAll('details').forEach((each) => (each.open = true))")
    expect(sheet.cell(2).locator(".jp-RenderedImage img")).to_be_visible()
    expect(sheet.cell(2).locator(".jp-RenderedSVG")).to_have_count(0)
    assert receipt.locator("a[href]").count() == 0
    sheet.picture(artefacts, "untrusted", sheet.cell(2))
    nothing_ran(sheet.page, ".jp-Cell-outputArea")


def test_nothing_runs_in_saved_widget_state(
    lab: Lab, notebook: Callable[..., Notebook], played: nbformat.NotebookNode
) -> None:
    sheet = notebook("1")
    trusted = nbformat.from_dict(played)
    NotebookNotary(data_dir=str(lab.home / "jupyter_data_dir")).sign(trusted)
    nbformat.write(trusted, lab.notebooks / f"{sheet.name}.ipynb")
    output = sheet.visit().cell(2).locator(".jp-Cell-outputArea")
    expect(output.locator(".dl-attempt")).to_have_count(2)
    output.locator(".dl-attempt").first.click()
    expect(output.locator(".dl-detail h4")).to_contain_text("Attempt 1")
    expect(output.locator(".jp-RenderedSVG")).to_be_hidden()
    nothing_ran(sheet.page, ".jp-Cell-outputArea")


def test_nothing_runs_in_the_notebook_report(
    lab: Lab, notebook: Callable[..., Notebook], played: nbformat.NotebookNode
) -> None:
    sheet = notebook("1")
    report = nbformat.read(lab.notebooks / "smuggled" / "report.ipynb", as_version=4)
    nbformat.validate(report)
    NotebookNotary(data_dir=str(lab.home / "jupyter_data_dir")).sign(report)
    nbformat.write(report, lab.notebooks / f"{sheet.name}.ipynb")
    sheet.visit()
    expect(sheet.page.locator(".jp-RenderedMarkdown").first).to_contain_text("<script>")
    expect(sheet.page.locator(".jp-RenderedMarkdown img[src^='data:image/png']")).to_be_visible()
    assert sheet.page.locator(".jp-RenderedMarkdown mjx-container").count() == 0
    nothing_ran(sheet.page, ".jp-RenderedMarkdown")


@pytest.mark.parametrize("form", ["report", "nbconvert", "sanitized", "frozen"])
def test_nothing_runs_in_what_is_exported(
    lab: Lab, chromium: Browser, played: nbformat.NotebookNode, tmp_path: Path, artefacts: Path, form: str
) -> None:
    path = export(lab, played, tmp_path, form)
    page = chromium.new_page()
    asked: list[str] = []
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.route("http**/**", lambda route: refuse(route, asked))
    page.goto(path.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = !each.open))")
    within = "body" if form == "report" else ".jp-OutputArea-output:not(:has(script[type*=widget]))"
    nothing_ran(page, within)
    assert not [url for url in asked if "evil.invalid" in url] and dialogs == []
    if form == "report":
        assert asked == [] and page.locator("a[href]:not([href^='#'])").count() == 0
    expect(page.locator("body")).to_contain_text("low == high")
    page.screenshot(path=artefacts / f"exported_{form}.png", full_page=True)
    page.close()


def export(lab: Lab, played: nbformat.NotebookNode, folder: Path, form: str) -> Path:
    from devloop_nb.frontends.report.frozen import frozen
    from devloop_nb.values.secrets import Redactor

    if form == "report":
        return lab.notebooks / "smuggled" / "report.html"
    sheet = frozen(played, Redactor({})) if form == "frozen" else played
    page, _ = HTMLExporter(sanitize_html=form == "sanitized").from_notebook_node(sheet)
    path = folder / f"{form}.html"
    path.write_text(page, "utf-8")
    return path


def refuse(route: Route, asked: list[str]) -> None:
    """nbconvert's own page asks for MathJax and others; nothing gets an answer."""
    asked.append(route.request.url)
    route.abort()
