"""What looks back at runs in JupyterLab, and what a notebook keeps of it for readers without a kernel."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from browser_lab import Lab
from browser_notebook import Notebook
from browser_past import past_run, write_past
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
expect.set_options(timeout=30_000)
LOAD = "%load_ext devloop_nb"


def test_the_kept_table_of_runs_follows_the_dashboard(notebook: Callable[..., Notebook], lab: Lab) -> None:
    name = f"kept{uuid4().hex[:6]}"  # All tests share one history.
    [run] = write_past(lab.home / "devloop_home", past_run(name, [(2, 0.02), (4, 0.02)]))
    sheet = notebook(LOAD, "%devloop dashboard", f"%devloop undo {run}", f"%devloop accept {run} --attempt 1")
    for number in range(2):
        sheet.run(number)
    twin = sheet.cell(1).locator("[class*=devloop-receipt] tr", has_text=run)
    expect(twin).to_contain_text("4 of 5")
    sheet.run(3)
    expect(twin).to_contain_text("2 of 5")
    sheet.save()
    sheet.page.reload()
    sheet.ready()
    expect(sheet.cell(1).locator(f"[data-run='{run}']")).to_contain_text("2 of 5")
    sheet.run(2)
    expect(twin).to_contain_text("4 of 5")
