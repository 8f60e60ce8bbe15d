"""A run of a thousand attempts in JupyterLab: the page stays light, and so does the notebook that is saved.

How long it takes is measured and written beside the pictures; no test fails because a machine is slow.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import large_run
import pytest
from browser_lab import Lab
from browser_notebook import Notebook
from large_run import ATTEMPTS, NAME
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
LARGEST_GROWTH = 200_000
MOST_ELEMENTS = 12_000
UPDATES = 30
# More attempts than the run has, one after the other, as a run that goes on would tell of them.
GO_ON = f"""import asyncio
from dataclasses import replace
from devloop_nb.frontends.widgets.live_output import shown
(view,) = shown().values()
module = view.state.modules[{NAME!r}]
for number in range({ATTEMPTS + 1}, {ATTEMPTS + UPDATES + 1}):
    last = module.attempts[-1]
    new = last.model_copy(update={{"move": last.move.model_copy(update={{"number": number, "parent": number - 1}})}})
    module = replace(module, attempts=(*module.attempts, new))
    view.show(replace(view.state, modules={{{NAME!r}: module}}))
    await asyncio.sleep(0.12)
"""
WATCH = """() => {
  window.__long = [];
  new PerformanceObserver((list) => window.__long.push(...list.getEntries().map((entry) => entry.duration)))
    .observe({ type: "longtask" });
}"""
OPENED = """() => new Promise((done) => {
  const began = performance.now();
  const area = document.querySelectorAll(".jp-Notebook .jp-CodeCell")[2];
  const look = () =>
    area.querySelector(".dl-attempt") ? done(performance.now() - began) : requestAnimationFrame(look);
  look();
})"""


@pytest.fixture(scope="module")
def large(lab: Lab) -> None:
    # In a process of its own: Playwright's loop runs in this thread.
    command = [sys.executable, large_run.__file__, str(lab.home / "devloop_home")]
    subprocess.run(command, check=True, timeout=120)


def test_a_thousand_attempts_are_light(
    large: None, notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    sheet = notebook("%load_ext devloop_nb", "%devloop status", f"%devloop show {NAME}", GO_ON)
    for number in range(2):
        sheet.run(number)
    sheet.save()
    path = lab.notebooks / f"{sheet.name}.ipynb"
    before = path.stat().st_size
    sheet.page.evaluate(WATCH)
    output = sheet.start(2)
    opened = sheet.page.evaluate(OPENED)
    sheet.ended(2)
    expect(output.locator(".dl-attempt").last).to_be_attached()
    assert output.locator(".devloop-view *").count() < MOST_ELEMENTS
    opening = take(sheet.page)
    sheet.run(3)
    expect(output.locator(".dl-attempt", has_text=f"#{ATTEMPTS + UPDATES}")).to_have_count(1)
    following = take(sheet.page)
    sheet.save()
    growth = path.stat().st_size - before
    assert 0 < growth < LARGEST_GROWTH
    tell(artefacts, opened_ms=opened, opening_tasks_ms=opening, update_tasks_ms=following, growth_bytes=growth)


def take(page: Page) -> list[float]:
    """Tasks that held the page for 50 ms or longer, since it was asked last."""
    page.wait_for_timeout(300)
    return [round(task) for task in page.evaluate("window.__long.splice(0)")]


def tell(artefacts: Path, **figures: Any) -> None:
    artefacts.mkdir(parents=True, exist_ok=True)
    (artefacts / "large_run.json").write_text(json.dumps(figures, indent=1))
