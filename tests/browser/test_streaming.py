"""What a model writes is seen while it writes: the embedded one, and one behind a provider's interface."""

import threading
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from browser_notebook import Notebook
from browser_story import RIGHT, TESTS, cell
from model_server import Hit, ModelServer, Reply, chat, failing
from playwright.sync_api import Locator, expect

pytestmark = pytest.mark.browser
LOAD = "%load_ext devloop_nb"
PATIENCE = 30_000
CELL = """%%devloop outliers --attempts 3
The numbers of a list that lie more than two standard deviations from its mean, in their order.

## Tests
```python
from outliers import outliers
def test_one(): assert outliers([1, 1, 1, 1, 1, 1, 1, 1, 1, 50]) == [50]
def test_none(): assert outliers([1, 2, 3]) == []
def test_two(): assert outliers([0] * 30 + [9, -9]) == [9, -9]
```
"""
# A text under way is gone when the call ends: what was seen of it stays here.
WATCH = """() => {
  window.__written = [];
  new MutationObserver(() => {
    const text = document.querySelector(".dl-writing")?.textContent;
    if (text && text !== window.__written.at(-1)) window.__written.push(text);
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
}"""


@pytest.mark.model
def test_the_text_of_the_call_under_way_grows_and_goes(notebook: Callable[..., Notebook], artefacts: Path) -> None:
    sheet = notebook("%load_ext devloop_nb", CELL)
    sheet.run(0)
    sheet.page.evaluate(WATCH)
    output = sheet.start(1)
    sheet.page.wait_for_function("window.__written.length >= 3", timeout=120_000)
    sheet.picture(artefacts, "streaming", output)
    sheet.ended(1, 240)
    written = sheet.page.evaluate("window.__written")
    assert any(later.startswith(text) and later != text for text, later in pairwise(written))
    expect(output.locator(".dl-writing")).to_have_count(0)
    assert not sheet.errors
    assert not sheet.outside


WELL = chat(code=f'```python\n# <img src=x onerror="window.__bad = 1">\n{RIGHT}```')
THOUGHTS = "Equal values need a rule of their own: zeros. An empty list stays empty. " * 12


def begun(notebook: Callable[..., Notebook], server: ModelServer) -> tuple[Notebook, Locator]:
    """A run of the model behind that server, under way."""
    key = "import os\nos.environ |= {'OPENAI_API_KEY': 'sk-canary-0123456789abcdef', "
    own = f"{key}'DEVLOOP_API_BASE': {server.url!r}, 'DEVLOOP_REVIEW': 'false'}}"
    sheet = notebook(LOAD, TESTS, own, cell("openai/gpt-4o-mini", "--rerun"))
    for before in range(3):
        sheet.run(before)
    return sheet, sheet.start(3)


def ends_well(output: Locator, gate: threading.Event) -> None:
    gate.set()
    expect(output.locator(".dl-pill")).to_have_text("✓ Success", timeout=PATIENCE)
    expect(output.locator(".dl-underWay")).to_have_count(0)


def test_what_a_hosted_model_writes_is_seen(notebook: Callable[..., Notebook], artefacts: Path) -> None:
    reply = Reply(WELL, pause=0.02, stall=120)
    with ModelServer(reply) as server:
        sheet, output = begun(notebook, server)
        writing = output.locator(".dl-writing")
        expect(writing).to_contain_text("def scale(xs):", timeout=PATIENCE)
        expect(output.locator(".dl-underWay")).to_contain_text("characters so far")
        assert "completed" not in writing.inner_text()
        sheet.picture(artefacts, "streaming_hosted", output)
        ends_well(output, reply.gate)
    assert not sheet.page.evaluate("window.__bad")
    assert not sheet.errors
    assert not sheet.outside


def test_what_it_thinks_is_seen_before(notebook: Callable[..., Notebook], artefacts: Path) -> None:
    reply = Reply(WELL, thinks=THOUGHTS, stall=120)
    with ModelServer(reply) as server:
        sheet, output = begun(notebook, server)
        expect(output.locator(".dl-writing")).to_contain_text("[thinking]", timeout=PATIENCE)
        sheet.picture(artefacts, "streaming_thoughts", output)
        ends_well(output, reply.gate)


def test_a_model_that_cannot_stream_is_said_not_to_tell(notebook: Callable[..., Notebook], artefacts: Path) -> None:
    gate = threading.Event()

    def refusing(hit: Hit) -> Reply:
        if hit.body.get("stream"):
            return failing(400, "Your organization must be verified to stream this model.")
        gate.wait(120)
        return Reply(WELL)

    with ModelServer(refusing) as server:
        sheet, output = begun(notebook, server)
        expect(output.locator(".dl-underWay")).to_contain_text("does not tell what it writes", timeout=PATIENCE)
        sheet.picture(artefacts, "streaming_refused", output)
        ends_well(output, gate)
