"""The receipt: what is left of a run where no JavaScript runs."""

from html.parser import HTMLParser

import pytest
from report_states import failing, solved

from devloop_nb.frontends.widgets.difference import as_text, diff_lines
from devloop_nb.frontends.widgets.plain_text import one_line, plain
from devloop_nb.frontends.widgets.receipt import receipt
from devloop_nb.frontends.widgets.receipt_text import sparkline
from devloop_nb.values.events import RunStatus
from devloop_nb.values.run_state import RunState

ALLOWED = {"div", "p", "b", "table", "tr", "td", "th", "details", "summary", "pre", "code"}
NASTY = "<script>window.__pwned=1</script><img src=x onerror=alert(1)>\x1b[2J$\\href{javascript:x}{y}$</pre></code>"


class Reader(HTMLParser):
    """Collects the elements and checks that they are closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.names: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.names |= {name for name, _ in attrs}
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def test_scores_tests_and_the_chosen_code_are_in_both_forms() -> None:
    bundle = receipt(solved(), "abc")
    assert "success" in bundle["text/html"] and "0.33" in bundle["text/html"]
    assert "success" in bundle["text/plain"] and sparkline([1 / 3, 1 / 3, 1]) in bundle["text/plain"]
    assert all("if low == high:" in form for form in bundle.values())
    assert "held-back tests 1 of 1" in bundle["text/plain"]
    assert "devloop-receipt-abc" in bundle["text/html"]
    assert "test_scale.py::test_equal" in bundle["text/html"]


@pytest.mark.parametrize("make", [solved, failing, RunState])
def test_the_html_is_plain_and_well_formed(make: type) -> None:
    reader = read(receipt(make(), "abc")["text/html"])
    assert reader.seen <= ALLOWED
    assert reader.names <= {"class", "style"}


def test_what_came_from_elsewhere_stays_text() -> None:
    bundle = receipt(solved(goal=NASTY, message=NASTY), "abc")
    reader = read(bundle["text/html"])
    assert reader.seen <= ALLOWED
    assert "mathjax_ignore" in bundle["text/html"]
    assert "\x1b" not in bundle["text/html"] + bundle["text/plain"]


def test_a_receipt_is_bounded() -> None:
    bundle = receipt(solved(goal="g" * 1_000_000, message="m" * 1_000_000), "abc")
    assert len(bundle["text/html"]) < 60_000
    assert len(bundle["text/plain"]) < 30_000


def test_what_went_wrong_is_in_both_forms() -> None:
    bundle = receipt(failing(), "abc")
    assert all("no end after 10 s" in form for form in bundle.values())
    assert "failed, 2 attempts" in bundle["text/plain"]


def test_a_diff_has_a_sign_for_each_line() -> None:
    lines = diff_lines("a\nb\nc\n", "a\nB\nc\n")
    assert [sign for sign, _ in lines] == ["@", " ", "-", "+", " "]
    assert as_text(lines).splitlines()[2:4] == ["- b", "+ B"]
    assert diff_lines("a", "a") == ()
    assert diff_lines("", "\n".join(map(str, range(5000))))[-1][1].endswith("more lines are not shown")


def test_long_text_is_cut_and_says_so() -> None:
    assert plain("x" * 50, 10) == "xxxxxxxxxx\n[cut: 50 characters in all]"
    assert plain("short", 10) == "short"
    assert one_line("a\n b" * 100, 20).endswith("…")
    assert sparkline([0.0, 0.5, 1.0]) == "▁▅█"


@pytest.mark.parametrize(
    ("status", "says"),
    [
        ("stopped", "To go on: %devloop resume r1 in a notebook, devloop-nb resume r1 in a terminal."),
        ("running", "If nobody works on it any more: %devloop resume r1 in a notebook"),
        ("success", ""),
        ("partial", ""),
    ],
)
def test_a_run_that_is_not_over_says_what_takes_it_up_again(status: RunStatus, says: str) -> None:
    bundle = receipt(RunState(run="r1", status=status), "abc")
    assert all((says in form) if says else ("resume" not in form) for form in bundle.values())
