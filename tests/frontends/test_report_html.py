"""The HTML report: complete, one file, and nothing in it that a model or a test could run."""

import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from report_states import failing, solved

from devloop_nb.frontends.report.html import report_html
from devloop_nb.frontends.report.report import Report

HOSTILE = (
    '<script>window.__pwned=1</script><img src=x onerror="window.__pwned=1"></pre></title></style>'
    "<a href='javascript:window.__pwned=1'>x</a><b data-commandlinker-command='x'>{{ 7*7 }}{% x %}</b>&amp;"
)
OURS = set(
    re.findall(
        r"\w+",
        "html head meta title style body header footer article section h1 h2 h3 p a dl dt dd div span table "
        "thead tbody tr th td br code pre details summary ul li svg polyline rect circle text strong ",
    )
)


class Seen(HTMLParser):
    """Every tag, attribute and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(name, value or "") for name, value in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_report_tells_the_whole_story() -> None:
    seen = Seen(Report(solved()).html())
    for expected in (
        "scale success",
        "every module reached the threshold",
        "low, high = min(xs), max(xs)",
        "test_scale.py::test_empty",
        "ZeroDivisionError: division by zero",
        "--- attempt 2",
        "1 of 1 held-back test passed",
        "passed on the stub",
        "seed 7",
        "it ran this code and these tests",
        "scale, held-back tests: tests and code ran in one process",
        "scale: whether it grows no faster than O(n) could not be told",
    ):
        assert expected in re.sub(r"\s+", " ", seen.text), expected


def test_held_back_sources_are_not_in_a_report() -> None:
    report = Report(solved())
    assert not any("SECRET_HIDDEN" in form for form in (report.html(), report.markdown(), str(report.notebook())))


@pytest.mark.parametrize("form", ["page", "card"])
def test_nothing_from_outside_becomes_markup(form: str) -> None:
    report = Report(solved(goal=HOSTILE, message=HOSTILE))
    page = report.html() if form == "page" else report._repr_mimebundle_()["text/html"]
    seen = Seen(page)
    assert seen.tags <= OURS, seen.tags - OURS
    assert not {name for name, _ in seen.attributes if name.startswith(("on", "data-"))}
    assert all(value.startswith("#") for name, value in seen.attributes if name in ("href", "src"))
    assert "<script>window.__pwned=1</script>" in seen.text
    assert "{{ 7*7 }}" in seen.text and "49" not in seen.text


def test_a_policy_forbids_scripts_even_if_one_slipped_in() -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', Report(solved()).html())
    assert policy and "default-src 'none'" in policy[1] and "script" not in policy[1]


def test_several_runs_share_a_file() -> None:
    seen = Seen(report_html([solved(), failing()]))
    assert {("href", "#run-1"), ("href", "#run-2"), ("id", "run-1"), ("id", "run-2")} <= seen.attributes
    assert "2 runs" in seen.text and "the answer holds no function median" in seen.text


def test_a_receipt_of_other_code_is_called_out() -> None:
    state = solved()
    other = Report(failing()).html()
    assert "ITS DIGESTS ARE NOT" not in Report(state).html() + other
    module = state.modules["scale"]
    best = module.attempts[2]
    forged = best.model_copy(update={"draft": best.draft.model_copy(update={"code": "def scale(xs): return 1\n"})})
    state.modules["scale"] = replace(module, attempts=(*module.attempts[:2], forged))
    assert "ITS DIGESTS ARE NOT" in Report(state).html()


@pytest.mark.browser
def test_a_browser_shows_it_without_running_or_asking_anything(tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    path = Report(solved(goal=HOSTILE, message=HOSTILE)).save(tmp_path / "hostile.html")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    flags += ["--disable-component-update", "--disable-sync"]
    asked: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        page = browser.new_page(viewport={"width": 600, "height": 900})
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        pwned = page.evaluate("() => typeof window.__pwned")
        wide = page.evaluate("() => document.documentElement.scrollWidth")
        styled = page.evaluate("() => getComputedStyle(document.querySelector('.pill')).borderRadius")
        browser.close()
    assert (pwned, asked, styled) == ("undefined", [path.as_uri()], "99px")
    assert wide <= 600, "the page scrolls sideways on a narrow screen"
