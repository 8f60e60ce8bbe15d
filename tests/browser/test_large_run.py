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

pytestmark = [pytest.mark.alone, pytest.mark.browser]
LARGEST_GROWTH = 200_000
MOST_ELEMENTS = 12_000
MORE, EVENTS = 10, 4
MOST_ADDED = 400
# More attempts than the run has, event for event, as a run that goes on tells of them.
GO_ON = f"""import asyncio
from dataclasses import replace
from devloop_nb.frontends.cli.bench_view_run import attempt
from devloop_nb.frontends.widgets.live_output import shown
from devloop_nb.values.events import Recorded
from devloop_nb.values.fold import advance
(view,) = shown().values()
state = replace(view.state, status="running", reason="")
await asyncio.sleep(1)
for number in range({ATTEMPTS + 1}, {ATTEMPTS + MORE + 1}):
    for event in attempt(number, {ATTEMPTS + MORE}):
        recorded = Recorded(run=state.run, seq=state.seq + 1, at=state.last + 0.1, event=event)
        state = advance(state, recorded)
        view.hear(recorded, state)
        view.show(state, live=True)
        await asyncio.sleep(0.12)
"""
WATCH = """() => {
  window.__long = [];
  new PerformanceObserver((list) => window.__long.push(...list.getEntries().map((entry) => entry.duration)))
    .observe({ type: "longtask" });
}"""
COUNT = """() => {
  window.__added = 0;
  const size = (node) => (node.querySelectorAll ? 1 + node.querySelectorAll("*").length : 0);
  new MutationObserver((changes) => changes.forEach((change) =>
    change.addedNodes.forEach((node) => (window.__added += size(node))),
  )).observe(document.querySelector(".devloop-view"), { childList: true, subtree: true });
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
    sheet.page.evaluate(COUNT)
    sheet.start(3)
    take(sheet.page)  # What the click itself costs is Lab's.
    sheet.ended(3)
    newest = output.locator(".dl-attempt", has_text=f"#{ATTEMPTS + MORE}")
    expect(newest).to_contain_text("19 of 20", timeout=30_000)
    added = sheet.page.evaluate("window.__added") / (MORE * EVENTS)
    assert 0 < added < MOST_ADDED
    following = take(sheet.page)
    sheet.save()
    growth = path.stat().st_size - before
    assert 0 < growth < LARGEST_GROWTH
    figures = {"opened_ms": opened, "opening_tasks_ms": opening, "update_tasks_ms": following}
    tell(artefacts, **figures, added_per_update=added, growth_bytes=growth)


def take(page: Page) -> list[float]:
    """Tasks that held the page for 50 ms or longer, since it was asked last."""
    page.wait_for_timeout(300)
    return [round(task) for task in page.evaluate("window.__long.splice(0)")]


def tell(artefacts: Path, **figures: Any) -> None:
    artefacts.mkdir(parents=True, exist_ok=True)
    (artefacts / "large_run.json").write_text(json.dumps(figures, indent=1))
