"""What the embedded model writes is seen while it writes."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from browser_notebook import Notebook
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.model]
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
