"""A saved notebook where its kernel is not."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from browser_lab import Lab
from browser_notebook import Notebook
from browser_story import BETTER, DRAFT, RIGHT, TESTS, answers, cell
from playwright.sync_api import Browser, Locator, Page, Route, expect

pytestmark = pytest.mark.browser
SECONDS = 30_000
LOAD = "%load_ext devloop_nb\n%config DevLoop.view = 'live'"
FORM = "%devloop form scale"
CELLS = (FORM, "%devloop dashboard", "%devloop compare scale:1 scale:3", "%devloop tune-metric scale")
SILENT = "⚠ No kernel answers; what the notebook keeps stands below."
PACKAGES = ("@jupyter-widgets/html-manager@1.0.15", "requirejs@2.3.8")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notebook with the state of its widgets, executed where nobody looked on."""
    folder = tmp_path_factory.mktemp("saved")
    lm = answers(folder, "three", DRAFT, BETTER, RIGHT)
    cells = (LOAD, TESTS, cell(lm, "--rerun"), *CELLS)
    sheet = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(each) for each in cells])
    sheet.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(sheet, folder / "saved.ipynb")
    convert(folder, "--to", "notebook", "--execute", "--inplace")
    convert(folder, "--to", "html")
    return folder


def convert(folder: Path, *how: str) -> None:
    hidden = ("JPY_SESSION_NAME", "DEVLOOP_HOME")
    here = {name: value for name, value in os.environ.items() if name not in hidden}
    command = [sys.executable, "-m", "nbconvert", *how, "saved.ipynb"]
    subprocess.run(command, cwd=folder, env=here, check=True, capture_output=True, timeout=120)


@pytest.fixture(scope="module")
def embedding(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The static embedding of widgets, by the end of the address that asks for it."""
    folder, npm = tmp_path_factory.mktemp("npm"), shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed")
    for package in PACKAGES:
        packed = subprocess.run([npm, "pack", package], cwd=folder, capture_output=True, text=True, timeout=120)
        if packed.returncode:
            pytest.skip(f"{package} cannot be had: {packed.stderr[-200:]}")
        into = folder / package.split("@")[-2].replace("/", "-")
        into.mkdir()
        shutil.unpack_archive(folder / packed.stdout.split()[-1], into)
    anywidget = Path(sys.prefix) / "share/jupyter/nbextensions/anywidget/index.js"
    manager = folder / "jupyter-widgets-html-manager/package/dist/embed-amd.js"
    return {"embed-amd.js": manager, "require.min.js": folder / "requirejs/package/require.js", "index.js": anywidget}


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport={"width": 1200, "height": 1500})
    page.said = list[str]()
    page.on("pageerror", lambda error: page.said.append(str(error)))
    yield page
    page.close()


def ours(page: Page) -> Locator:
    return page.locator(".devloop-view")


def test_an_exported_page_without_a_network_shows_the_receipts(saved: Path, page: Page, artefacts: Path) -> None:
    page.context.set_offline(True)
    page.goto((saved / "saved.html").as_uri(), wait_until="domcontentloaded")
    for number in range(page.locator("[class*=devloop-receipt]").count()):
        expect(page.locator("[class*=devloop-receipt]").nth(number)).to_be_visible()
    expect(page.locator("[class*=devloop-receipt]").first).to_contain_text("test_equal_values")
    expect(ours(page)).to_have_count(0)
    page.screenshot(path=artefacts / "exported_offline.png", full_page=True)
    assert page.said == []


def test_an_exported_page_draws_the_view_and_says_that_no_kernel_answers(
    saved: Path, embedding: dict[str, Path], page: Page, artefacts: Path
) -> None:
    def serve(route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        route.fulfill(path=embedding[name]) if name in embedding else route.abort()

    page.route(re.compile("^http"), serve)
    page.goto((saved / "saved.html").as_uri(), wait_until="domcontentloaded")
    run = ours(page).first
    expect(run.locator(".dl-gone")).to_have_text("⚠ No kernel answers", timeout=SECONDS)
    expect(run.locator(".dl-attempt")).to_have_count(3)
    expect(run.locator(".dl-unheard:visible").first).to_be_visible()
    expect(run.get_by_role("button", name="Insert as cell")).to_have_count(0)
    run.locator(".dl-attempt").first.click()
    expect(run.locator(".dl-detail h4")).to_contain_text("Attempt 1")
    expect(page.locator(".devloop-form .dl-status")).to_contain_text("⚠ No kernel answers")
    expect(page.get_by_role("button", name="Write to cell")).to_be_disabled()
    expect(page.locator(".dl-says:visible")).to_have_text([SILENT] * 3)
    for number in range(page.locator("[class*=devloop-receipt]").count()):
        expect(page.locator("[class*=devloop-receipt]").nth(number)).to_be_visible()
    page.screenshot(path=artefacts / "exported_without_kernel.png", full_page=True)
    assert page.said == []


def test_a_notebook_with_saved_views_is_opened_in_another_lab(
    saved: Path, notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    sheet = notebook("1")
    shutil.copy(saved / "saved.ipynb", lab.notebooks / f"{sheet.name}.ipynb")
    trust(lab, lab.notebooks / f"{sheet.name}.ipynb")
    lab.end_kernels()
    output = sheet.visit().cell(2).locator(".jp-Cell-outputArea")
    expect(output.locator(".dl-gone")).to_have_text("⚠ No kernel answers", timeout=SECONDS)
    expect(output.locator("[class*=devloop-receipt]")).to_be_visible()
    output.locator(".dl-attempt").first.click()
    expect(output.locator(".dl-detail h4")).to_contain_text("Attempt 1")
    sheet.picture(artefacts, "reopened_with_state", output)


def trust(lab: Lab, path: Path) -> None:
    command = [sys.executable, "-m", "jupyter", "trust", str(path)]
    subprocess.run(command, env=lab.environment(), check=True, capture_output=True, timeout=60)
