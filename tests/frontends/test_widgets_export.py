"""A saved notebook as HTML: the receipt is there, and what came from elsewhere stays text."""

from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from magics_shell import RIGHT, WRONG, script
from nbclient import NotebookClient
from nbconvert import HTMLExporter

NASTY = "</script><img src=x onerror=alert(1)><script>alert(2)</script>"
TESTS = f'''%%devloop_test scale
from scale import scale
def test_ends(): assert scale([0, 5, 10]) == [0.0, 0.5, 1.0], """{NASTY}"""
'''


class Elements(HTMLParser):
    """Collects attributes that would run code, and the kinds of scripts that hold foreign text."""

    def __init__(self) -> None:
        super().__init__()
        self.handlers: list[str] = []
        self.kinds: set[str | None] = set()
        self.kind: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        if tag == "script":
            self.kind = dict(attrs).get("type", "text/javascript")

    def handle_data(self, data: str) -> None:
        if self.lasttag == "script" and "alert(" in data:
            self.kinds.add(self.kind)


@pytest.mark.parametrize("view", ["text", "live"])
def test_an_exported_notebook_shows_the_receipt_and_runs_nothing_foreign(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    for name in ("JPY_SESSION_NAME", "DEVLOOP_HOME"):
        monkeypatch.delenv(name, raising=False)
    lm = script(tmp_path, scale=[f'"""{NASTY}"""\n{WRONG}', RIGHT])
    cells = [
        f"%load_ext devloop_nb\n%config DevLoop.view = '{view}'",
        TESTS,
        f"%%devloop scale --lm {lm}\nScale numbers to 0..1, {NASTY}\n",
    ]
    sheet = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(sheet, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    html, _ = HTMLExporter().from_notebook_node(sheet)
    page = Elements()
    page.feed(html)
    assert "devloop-receipt-" in html and "low, high = min(xs), max(xs)" in html
    assert page.handlers == []
    assert page.kinds <= {"application/vnd.jupyter.widget-state+json"}
