"""Runs with long names, long messages and letters from right to left in JupyterLab: what matters stays in sight."""

from collections.abc import Callable, Iterator

import pytest
from browser_lab import Lab
from browser_notebook import Notebook
from browser_past import past_run, write_past
from playwright.sync_api import Locator, expect

from devloop_nb.stages.score import score_outcome
from devloop_nb.values import events as ev
from devloop_nb.values.attempt import Draft, Move
from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.plan import ModuleSpec, Plan
from devloop_nb.values.requirements import Performance, Requirements
from devloop_nb.values.settings import Settings
from devloop_nb.values.suite import Suite, SuiteFile

pytestmark = pytest.mark.browser
expect.set_options(timeout=30_000)
LONG = "normalise_the_very_long_named_revenue_by_region"
LETTERS = "x" * 600
CODE = f"def {LONG}(xs):\n    first = 'שלום', 'עולם' * 2\n    return first\n"
TRACE = f"test_it.py:3: in test\n    assert words() == ['שלום', 'עולם']\nE   AssertionError: {LETTERS}"


def odd_run() -> Iterator[ev.Event]:
    """Two tests that differ in the middle of their parameters, and fail with a message of hundreds of letters."""
    ids = tuple(f"test_it.py::test_rows[region-{at}-{'y' * 40}]" for at in ("north", "south"))
    settings = Settings(threshold=0.9)
    yield ev.RunStarted(
        requirements=Requirements(name=LONG, goal="x " * 300), settings=settings, lm="scripted:a.yaml"
    )
    yield ev.PlanMade(plan=Plan(modules=(ModuleSpec(name=LONG, purpose="order"),), by="requirements"))
    cases = tuple(
        CaseResult(
            id=each, outcome="failed", exception="AssertionError", message=f"assert {LETTERS}", traceback=TRACE
        )
        for each in ids
    )
    seen = Outcome(status="failed", tests=cases, seconds=0.5, tier="tests")
    file = SuiteFile(name="test_it.py", source="# tests\n", provenance="user")
    yield ev.SuiteProved(suite=Suite(module=LONG, files=(file,), expected=ids), red=seen)
    yield ev.AttemptStarted(module=LONG, move=Move(kind="draft", number=1, reason="a draft"))
    yield ev.CodeWritten(module=LONG, number=1, draft=Draft(code=CODE))
    yield ev.AttemptRun(module=LONG, number=1, outcome=seen)
    score = score_outcome(seen, Performance(), settings.weights)
    yield ev.AttemptScored(module=LONG, number=1, score=score, feedback="")
    yield ev.ModuleEnded(module=LONG, status="failed", reason="the attempts are spent")
    yield ev.RunEnded(status="failed", reason="fell short")


def opened(
    notebook: Callable[..., Notebook], lab: Lab, command: str = "%devloop show RUN"
) -> tuple[Notebook, Locator]:
    """The run in a view of a narrow page."""
    [run] = write_past(lab.home / "devloop_home", odd_run())
    sheet = notebook("%load_ext devloop_nb", command.replace("RUN", run))
    sheet.run(0)
    output = sheet.run(1)
    sheet.page.set_viewport_size({"width": 980, "height": 1500})
    return sheet, output


def box(part: Locator) -> dict[str, float]:
    """Where it lies."""
    expect(part).to_be_visible()
    found = part.bounding_box()
    assert found
    return {**found, "right": found["x"] + found["width"]}


def test_a_long_message_does_not_push_the_assertion_away(notebook: Callable[..., Notebook], lab: Lab) -> None:
    _, output = opened(notebook, lab)
    card = output.locator(".dl-test").first
    assert box(card.locator(".dl-text").first)["y"] - box(card)["y"] < 160
    expect(output.locator(".dl-test b")).to_have_text(
        [f"test_rows[region-{at}-{'y' * 40}]" for at in ("north", "south")]
    )
    side = output.locator(".dl-side h4")
    assert side.evaluate("node => node.scrollWidth <= node.clientWidth")


def test_words_from_right_to_left_stand_where_they_stand_in_the_code(
    notebook: Callable[..., Notebook], lab: Lab
) -> None:
    _, output = opened(notebook, lab)
    output.get_by_role("tab", name="Code").click()
    words = output.locator(".dl-code bdi")
    expect(words).to_have_text(["שלום", "עולם"])
    assert box(words.nth(0))["right"] < box(words.nth(1))["x"] < box(output.locator(".dl-code .dl-number"))["x"]


def test_the_only_attempt_offers_no_choice_of_another(notebook: Callable[..., Notebook], lab: Lab) -> None:
    _, output = opened(notebook, lab)
    output.get_by_role("tab", name="Diff").click()
    expect(output.get_by_text("This is the only attempt")).to_be_visible()
    expect(output.get_by_label("Compared with")).to_have_count(0)


def test_a_long_name_leaves_room_for_the_figures(notebook: Callable[..., Notebook], lab: Lab) -> None:
    write_past(lab.home / "devloop_home", past_run("brief", [(5, 0.1)]))
    _, output = opened(notebook, lab, "%devloop dashboard")
    table = output.locator(".dl-runs")
    row = output.locator("[data-run]", has_text=LONG).first
    assert box(row.locator("td").nth(3))["right"] <= box(table)["right"]
