"""A notebook in a real page: open, run cells, wait, look."""

import re
from pathlib import Path

import nbformat
from browser_lab import Lab
from playwright.sync_api import Locator, Page, Response, expect

IDLE = "#jp-main-statusbar .jp-StatusBar-TextItem:has-text('| Idle')"
NUMBERED = re.compile(r"\[\d+\]")


class Notebook:
    """One notebook in one page; ``outside`` lists the addresses that were asked outside this machine."""

    def __init__(self, lab: Lab, page: Page, name: str) -> None:
        self.lab, self.page, self.name = lab, page, name
        self.outside: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self._note(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self, *cells: str) -> "Notebook":
        """Writes the cells to a notebook, opens it, and waits until its kernel is idle."""
        path = self.lab.notebooks / f"{self.name}.ipynb"
        sheet = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        sheet.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(sheet, path)
        return self.visit()

    def visit(self) -> "Notebook":
        """Opens the file as it lies there."""
        self.page.goto(f"{self.lab.url}/lab/tree/{self.name}.ipynb?reset")
        return self.ready()

    def save(self) -> None:
        """Saves with the keys, and waits until the server has it; a run that goes on makes it dirty again at once."""
        with self.page.expect_response(_is_save):
            self.page.keyboard.press("Control+s")

    def ready(self) -> "Notebook":
        """Waits for an idle kernel."""
        self.page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", timeout=60_000)
        self.page.wait_for_selector(IDLE, timeout=60_000)
        return self

    def cell(self, number: int) -> Locator:
        """The cell, counted from 0."""
        return self.page.locator(".jp-Notebook .jp-CodeCell").nth(number)

    def start(self, number: int) -> Locator:
        """Runs the cell and returns its output area without waiting."""
        self.cell(number).locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")
        return self.cell(number).locator(".jp-Cell-outputArea")

    def run(self, number: int, seconds: float = 60) -> Locator:
        """Runs the cell to its end and returns its output area."""
        output = self.start(number)
        self.ended(number, seconds)
        return output

    def ended(self, number: int, seconds: float = 60) -> None:
        """Waits until the cell has its number."""
        prompt = self.cell(number).locator(".jp-InputPrompt")
        expect(prompt).to_have_text(NUMBERED, timeout=1000 * seconds)

    def restart(self) -> None:
        """Restarts the kernel with the two keys, and confirms."""
        for key in ("Escape", "0", "0"):
            self.page.keyboard.press(key)
        self.page.locator(".jp-Dialog .jp-mod-accept").click()

    def picture(self, folder: Path, name: str, what: Locator | None = None) -> Path:
        """A screenshot of an element, or of the page."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.png"
        (what or self.page).screenshot(path=path)
        return path

    def _note(self, url: str) -> None:
        if not url.startswith((self.lab.url, "data:", "blob:", "attachment:")):
            self.outside.append(url)


def _is_save(response: Response) -> bool:
    return response.request.method == "PUT" and "/api/contents/" in response.url and response.ok
