"""One JupyterLab and one headless Chromium for all browser tests."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser_lab import Lab
from browser_notebook import Notebook
from playwright.sync_api import Browser, sync_playwright

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser on two busy cores may lose a key or a click; the second try is reported, and there is no third."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        says = "Chromium is not installed: apt-get install chromium"
        pytest.fail(says) if os.environ.get("CI") else pytest.skip(says)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    server = Lab(tmp_path_factory.mktemp("lab"))
    yield server
    server.close()


@pytest.fixture
def notebook(lab: Lab, chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Notebook]]:
    page = chromium.new_page(viewport={"width": 1400, "height": 1500})
    made: list[Notebook] = []

    def open_notebook(*cells: str) -> Notebook:
        made.append(Notebook(lab, page, request.node.name))
        return made[-1].open(*cells)

    yield open_notebook
    page.close()
    lab.end_kernels()
    assert [url for sheet in made for url in sheet.outside] == []
    assert [error for sheet in made for error in sheet.errors] == []


@pytest.fixture(scope="session")
def artefacts() -> Path:
    return Path(__file__).parents[2] / "artefacts"
