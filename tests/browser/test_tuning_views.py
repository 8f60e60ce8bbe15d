"""Views over what is stored, in JupyterLab: the metric tuner, the comparison and the dashboard."""

import random
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from browser_lab import Lab
from browser_notebook import Notebook
from browser_past import any_attempts, outcome, past_run, unplanned_run, write_past
from browser_story import BETTER, DRAFT, RIGHT, TESTS, answers, cell
from playwright.sync_api import Browser, Locator, expect

from devloop_nb.frontends.widgets.board import joined
from devloop_nb.stages.score import score_outcome, shares_of
from devloop_nb.values.ranking import Entry, rank_entries
from devloop_nb.values.requirements import Performance
from devloop_nb.values.score import Weights

pytestmark = pytest.mark.browser
expect.set_options(timeout=30_000)
LOAD = "%load_ext devloop_nb"
WEIGHING = Path(__file__).parents[2] / "devloop_nb" / "frontends" / "widgets" / "view" / "weighing.js"
# By the run's own weights, 0.7 and 0.3: 0.76, 0.80, 0.60 and 0.85.
KNACK = [(5, 0.5), (4, 0.1), (3, 0.1), (5, 0.2)]
CHOSEN = "settings = get_ipython().magics_manager.registry['DevLoop']\nprint(settings.chosen)"
SLOWEST_FIRST = """%%devloop_metric slow
def metric(outcome, readings):
    return min(1.0, readings["slowest_seconds"])
"""
FAILS = """%%devloop_metric broken
def metric(outcome, readings):
    return readings["speed"]
"""


def home(lab: Lab) -> Path:
    return lab.home / "devloop_home"


def attempts(output: Locator) -> Locator:
    """The third column: which attempt stands where."""
    return output.locator(".dl-ranks tbody td:nth-child(3)")


def slide(output: Locator, label: str) -> Locator:
    return output.get_by_role("slider", name=label)


def test_the_browser_scores_and_ranks_as_python_does(chromium: Browser) -> None:
    draw, page = random.Random(7), chromium.new_page()
    try:
        page.set_content("<p></p>")
        page.add_script_tag(content=WEIGHING.read_text())
        for _ in range(60):
            target = Performance(seconds=draw.choice((0.1, 0.03)))
            weights = Weights(
                tests=draw.choice((0, 1, draw.random())), performance=draw.choice((0, 1, draw.random()))
            )
            outcomes = [outcome("x", draw.randint(0, 5), draw.choice((0.01, 0.1, draw.random()))) for _ in range(40)]
            entries = [_entry(draw, at, *shares_of(each, target)) for at, each in enumerate(outcomes)]
            python = [
                score_outcome(each, target, weights, blocked=entry.blocked).total
                for each, entry in zip(outcomes, entries, strict=True)
            ]
            limit = draw.choice((0.0, 0.5, draw.random(), 1.0))
            script = """([entries, weights, limit]) => {
              const scores = entries.map((entry) => weighed(entry, weights));
              const list = ranked(entries, scores, limit);
              return [scores, list.map((each) => [each.entry.number, each.old, each.now, each.passes, each.wins])];
            }"""
            asked = [[entry.model_dump() for entry in entries], weights.model_dump(), limit]
            scores, order = page.evaluate(script, asked)
            assert scores == python
            wanted = rank_entries(entries, python, limit)
            assert order == [[each.entry.number, each.old, each.now, each.passes, each.wins] for each in wanted]
    finally:
        page.close()


def test_numbers_halfway_are_rounded_as_python_rounds_them(chromium: Browser) -> None:
    values = [at / 128 for at in range(129)] + [at / 999 for at in range(1000)]
    page = chromium.new_page()
    try:
        page.add_script_tag(content=WEIGHING.read_text())
        assert page.evaluate("(values) => values.map(sixDigits)", values) == [round(value, 6) for value in values]
    finally:
        page.close()


def test_words_from_right_to_left_stay_in_their_column(chromium: Browser) -> None:
    page = chromium.new_page()
    try:
        page.add_script_tag(content=joined("js", "elements", "board", "code", "flips", "two_texts"))
        row = [4, 'x = "\u05e9\u05dc\u05d5\u05dd"', None, None, "-"]
        drawn = page.evaluate("(row) => textPair({name: 'm', rows: [row]})[1].innerHTML", row)
        assert 'x = "<bdi>\u05e9\u05dc\u05d5\u05dd</bdi>"</td>' in drawn
        flip = {"kind": "broken", "test": "test_\u05d0[1]", "a": "passed", "b": "\u05d0 != 1"}
        found = {"flips": [flip], "flipped": 1}
        assert page.evaluate("(found) => flips(found)[0].innerHTML", found).count("<bdi>\u05d0</bdi>") == 2
    finally:
        page.close()


def _entry(draw: random.Random, at: int, tests: float, performance: float) -> Entry:
    flags = {name: draw.random() < share for name, share in (("blocked", 0.2), ("broke", 0.1), ("code", 0.9))}
    place = {
        "run": draw.choice("ab"),
        "module": draw.choice("mn"),
        "number": at + 1,
        "total": round(draw.random(), 1),
    }
    known = {
        "passed": 1,
        "expected": 5,
        "gated": False,
        "accepted": False,
        "tests": tests,
        "performance": performance,
    }
    return Entry.model_validate({**flags, **place, **known})


def test_sliders_rank_at_once_and_the_now_best_is_accepted(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    [run] = write_past(home(lab), past_run("knack", KNACK))
    sheet = notebook(LOAD, f"%devloop tune-metric {run}", CHOSEN)
    sheet.run(0)
    output = sheet.run(1)
    expect(attempts(output)).to_have_text(["knack #4", "knack #2", "knack #1", "knack #3"])
    expect(output.locator(".dl-summary")).to_have_text("0 of 4 attempts reach 0.90. None would be accepted.")
    sheet.picture(artefacts, "tuner_light", output)
    slide(output, "Weight of performance").focus()
    sheet.page.keyboard.press("Home")
    expect(attempts(output)).to_have_text(["knack #1", "knack #4", "knack #2", "knack #3"])
    expect(output.locator(".dl-ranks tbody .dl-score")).to_have_text(["1.00", "1.00", "0.80", "0.60"])
    expect(output.locator("tr.dl-wins")).to_contain_text("★ would be accepted")
    expect(output.locator("tr.dl-wins td").nth(1)).to_have_text("3 ▲2")
    slide(output, "Threshold").focus()
    for _ in range(10):
        sheet.page.keyboard.press("ArrowDown")
    expect(slide(output, "Threshold")).to_be_focused()
    expect(output.locator(".dl-summary")).to_contain_text("3 of 4 attempts reach 0.80. Would be accepted: knack #1.")
    sheet.picture(artefacts, "tuner_moved", output)
    expect(output.locator("[class*=devloop-receipt]")).to_contain_text("Would be accepted: knack #1.")
    output.get_by_role("button", name="Use these weights").click()
    expect(output.locator("pre.dl-text")).to_have_text("tests_weight = 0.7\nperformance_weight = 0\nthreshold = 0.8")
    expect(sheet.run(2)).to_contain_text("'threshold': 0.8, 'tests_weight': 0.7, 'performance_weight': 0.0")
    output.get_by_role("button", name="Accept the now best").click()
    expect(output.locator(".dl-says")).to_contain_text("Accepted: attempt 1 of knack.")
    expect(output.locator(".dl-says")).to_contain_text("⚠ attempt 1 of knack scored 0.76, 0.90 was asked for.")
    expect(output.locator("tr.dl-wins")).to_contain_text("● is accepted")
    sheet.picture(artefacts, "tuner_used", output)


def test_a_run_without_attempts_has_nothing_to_rank_and_draws_no_empty_boxes(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    [run] = write_past(home(lab), unplanned_run("bare"))
    sheet = notebook(LOAD, f"%devloop tune-metric {run}", f"%devloop show {run}")
    sheet.run(0)
    output = sheet.run(1)
    expect(output.locator(".dl-summary")).to_have_text("No attempt is stored yet, so there is nothing to rank.")
    expect(output.locator(".dl-ranking")).to_be_hidden()
    shown = sheet.run(2)
    expect(shown.locator(".dl-pill")).to_have_text("✕ Failed")
    expect(shown.locator(".dl-body")).to_be_hidden()
    sheet.picture(artefacts, "tuner_bare", output)
    sheet.picture(artefacts, "run_bare", shown)


def test_a_metric_of_ones_own_ranks_in_the_kernel(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    [run] = write_past(home(lab), past_run("knick", KNACK))
    sheet = notebook(
        LOAD, SLOWEST_FIRST, FAILS, f"%devloop tune-metric {run}", f"%devloop rank {run} --metric broken"
    )
    for number in range(3):
        sheet.run(number)
    output = sheet.run(3)
    expect(attempts(output)).to_have_count(4)
    output.get_by_label("Score by").select_option("slow")
    expect(attempts(output)).to_have_text(["knick #1", "knick #4", "knick #2", "knick #3"])
    expect(output.locator(".dl-ranks tbody .dl-score")).to_have_text(["0.50", "0.20", "0.10", "0.10"])
    expect(slide(output, "Weight of tests")).to_be_disabled()
    slide(output, "Threshold").fill("0.2")
    expect(output.locator(".dl-summary")).to_contain_text("2 of 4 attempts reach 0.20. Would be accepted: knick #1.")
    sheet.picture(artefacts, "tuner_metric", output)
    output.get_by_label("Score by").select_option("broken")
    says = output.locator(".dl-says")
    expect(says).to_have_text("the metric metric failed: KeyError: 'speed' (line 2). Mend its cell and run it again.")
    expect(attempts(output)).to_have_text(["knick #4", "knick #2", "knick #1", "knick #3"])
    expect(sheet.run(4)).to_contain_text("BadInput: the metric metric failed: KeyError: 'speed' (line 2).")


def test_two_attempts_and_two_runs_are_compared(notebook: Callable[..., Notebook], lab: Lab, artefacts: Path) -> None:
    one, two = write_past(
        home(lab), past_run("even", [(2, 0.1), (4, 0.1)]), past_run("even", [(1, 0.5), (3, 0.2), (3, 0.1)])
    )
    sheet = notebook(LOAD, f"%devloop compare {one}:1 {one}:2", f"%devloop compare {one} {two}")
    sheet.run(0)
    output = sheet.run(1)
    expect(output.locator("tr[data-kind=mended]")).to_have_count(2)
    expect(output.locator(".dl-summary")).to_contain_text("0 broken, 2 mended of 5 shared tests; +0.40 of the tests")
    output.locator(".dl-texts summary", has_text="Code").click()
    expect(output.locator(".dl-removed.dl-oneSide")).to_have_text(["    # attempt 1", "    return sorted(xs)[:1]"])
    expect(output.locator(".dl-added.dl-oneSide")).to_have_text(["    # attempt 2", "    return sorted(xs)[:2]"])
    output.locator(".dl-texts summary", has_text="Prompts").click()
    expect(output.locator(".dl-added.dl-oneSide").last).to_have_text("This is try 2.")
    sheet.picture(artefacts, "compare_attempts", output)
    runs = sheet.run(2)
    expect(runs.locator("tr[data-kind=broken]")).to_have_count(1)
    expect(runs.locator("tr[data-kind=broken]")).to_contain_text("test_even.py::test_order")
    calls = runs.locator(".dl-figureTable tr", has_text="calls")
    expect(calls.locator("td")).to_have_text(["2", "3", "+50 %"])
    expect(runs.locator("[class*=devloop-receipt]")).to_be_hidden()
    expect(runs.locator("[class*=devloop-receipt]")).to_contain_text("✕ broken")
    sheet.picture(artefacts, "compare_runs", runs)


def test_the_dashboard_sorts_filters_and_opens_a_run(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    past = [past_run(name, any_attempts(at, 9)) for at, name in enumerate(("dusk", "dust", "dune"))]
    past += [past_run("dusty", [(5, 0.1), (2, 0.1)]), past_run("dupe", [(1, 0.1)], asks=True)]
    runs = write_past(home(lab), *past)
    sheet = notebook(LOAD, "%devloop dashboard")
    sheet.run(0)
    output = sheet.run(1)
    names = output.locator("[data-run] .dl-openRun b")
    expect(names.first).to_have_text("dupe")
    output.get_by_label("Filter").fill("du past.yaml")
    expect(names).to_have_text(["dupe", "dusty", "dune", "dust", "dusk"])
    output.get_by_role("button", name="score").click()
    expect(names.first).to_have_text("dusty")
    expect(output.locator("th[aria-sort=descending]")).to_have_text("score ▼")
    output.get_by_role("button", name="run", exact=True).click()
    expect(names).to_have_text(["dune", "dupe", "dusk", "dust", "dusty"])
    expect(output.locator(f"[data-run='{runs[-1]}'] .dl-waiting")).to_have_text(" ? 1 question")
    sheet.picture(artefacts, "dashboard_light", output)
    output.get_by_label("Status").select_option("asks")
    expect(names).to_have_text(["dupe"])
    output.get_by_label("Status").select_option("")
    output.locator(f"[data-run='{runs[3]}'] .dl-openRun").click()
    expect(output.locator(".dl-side h4")).to_have_text("Attempts at dusty")
    expect(output.locator("tr.dl-opened")).to_contain_text("dusty")
    sheet.picture(artefacts, "dashboard_open", output)
    output.get_by_role("button", name="Close the run").click()
    expect(output.locator(".dl-side h4")).to_have_count(0)


def test_the_dashboard_follows_a_run_that_goes_on(notebook: Callable[..., Notebook], lab: Lab) -> None:
    lm = answers(lab.notebooks, "board", DRAFT, BETTER, RIGHT, slow=0.3)
    sheet = notebook(LOAD, TESTS, "%devloop dashboard", cell(lm, "--rerun", "--background"))
    for number in range(2):
        sheet.run(number)
    output = sheet.run(2)
    output.get_by_label("Filter").fill("board.yaml")
    expect(output.locator(".dl-runs")).to_contain_text("No run")
    sheet.run(3)
    row = output.locator("[data-run]")
    expect(row).to_have_count(1, timeout=30_000)
    row.locator(".dl-openRun").click()
    expect(output.locator(".dl-side h4")).to_have_text("Attempts at scale", timeout=30_000)
    expect(row.locator(".dl-pill")).to_have_text("✓ success", timeout=60_000)
    expect(row).to_contain_text("5 of 5")
    expect(output.locator(".dl-at-head .dl-pill")).to_have_text("✓ Success", timeout=30_000)
    expect(output.locator(".dl-attempt")).to_have_count(3)


def test_the_views_follow_a_dark_theme_and_fit_into_600_pixels(
    notebook: Callable[..., Notebook], lab: Lab, artefacts: Path
) -> None:
    name = f"night{uuid4().hex[:6]}"  # All tests share one history.
    one, two = write_past(home(lab), past_run(name, KNACK), past_run(name, any_attempts(3, 6), asks=True))
    lab.configure("apputils-extension/themes", {"theme": "JupyterLab Dark"})
    try:
        sheet = notebook(LOAD, f"%devloop tune-metric {one}", f"%devloop compare {one} {two}", "%devloop dashboard")
        sheet.run(0)
        outputs = {kind: sheet.run(at) for at, kind in enumerate(("tuner", "compare", "dashboard"), 1)}
        expect(attempts(outputs["tuner"])).to_have_count(4)
        expect(outputs["compare"].locator(".dl-figureTable")).to_be_visible()
        outputs["dashboard"].get_by_label("Filter").fill(name)
        expect(outputs["dashboard"].locator("[data-run]")).to_have_count(2)
        for kind, output in outputs.items():
            back = output.locator(".devloop-view").evaluate("node => getComputedStyle(node).backgroundColor")
            assert sum(int(part) for part in back.strip("rgb()").split(",")[:3]) < 200
            sheet.picture(artefacts, f"{kind}_dark", output)
        sheet.page.set_viewport_size({"width": 980, "height": 1500})
        for kind, output in outputs.items():
            view = output.locator(".devloop-view")
            assert view.evaluate("node => node.scrollWidth <= node.clientWidth + 1"), kind
            sheet.picture(artefacts, f"{kind}_narrow", output)
        for kind, box in (("compare", ".dl-sideways"), ("tuner", ".dl-ranking")):
            room = outputs[kind].locator(box)
            assert room.evaluate("node => node.scrollWidth <= node.clientWidth + 1"), kind
    finally:
        lab.configure("apputils-extension/themes", {"theme": "JupyterLab Light"})
