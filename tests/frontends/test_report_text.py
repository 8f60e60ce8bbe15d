"""Texts from outside, made fit to be shown."""

import pytest
from report_states import solved

from devloop_nb.frontends.report import figures
from devloop_nb.frontends.report.chart import score_chart
from devloop_nb.frontends.report.excerpt import excerpt
from devloop_nb.frontends.report.plain_text import Pen, visible
from devloop_nb.frontends.report.report import Report
from devloop_nb.frontends.report.svg import svg
from devloop_nb.values.secrets import Redactor


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b[2J\x1b[Hgone", "gone"),
        ("\x1b]8;;http://evil\x07link\x1b]8;;\x07", "link"),
        ("\x1b]0;title\x1b\\x", "x"),
        ("abc\u202edef", "abc\\u202edef"),
        ("a\x00b\x07", "a\\x00b\\x07"),
        ("half \ud800", "half \\ud800"),
        ("one\r\ntwo\tthree", "one\ntwo\tthree"),
        ("größer, 你好, 👍", "größer, 你好, 👍"),
    ],
)
def test_nothing_stays_unseen(text: str, seen: str) -> None:
    assert visible(text) == seen


def test_secrets_go_before_anything_is_cut() -> None:
    pen = Pen(Redactor({"sk-0123456789": "MY_KEY"}))
    assert pen.line("x" * 290 + " sk-0123456789") == "x" * 290 + " [MY_KEY]"
    assert "0123" not in pen.body("x" * 15 + "sk-0123456789", 20).text


def test_a_secret_of_the_environment_is_in_no_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_API_KEY", "sk-canary-<&>-4711")
    report = Report(solved(goal="use sk-canary-<&>-4711", message=" sk-canary-<&>-4711"))
    forms = [report.html(), report.markdown(), str(report.notebook()), str(report.to_dict()["report"]), repr(report)]
    assert not any("canary" in form for form in forms)
    assert "[SOME_API_KEY]" in report.html()


def test_a_cut_says_what_it_cut() -> None:
    body = Pen(Redactor({})).body("x" * 1500, 1000)
    assert (len(body.text), body.cut) == (1000, "500 more characters are not shown")
    assert excerpt(range(10), 4, "attempts") == ((0, 1, 8, 9), "6 attempts in between are not shown")
    assert excerpt(range(4), 4, "attempts") == ((0, 1, 2, 3), "")


def test_figures_do_not_flatter() -> None:
    assert [figures.score(value) for value in (None, 0.0, 0.999, 1.0)] == ["–", "0.00", "0.99", "1.00"]
    assert [figures.seconds(value) for value in (0.00031, 0.4, 3.21, 75.0)] == [
        "0.3 ms",
        "400 ms",
        "3.2 s",
        "1 min 15 s",
    ]
    assert figures.sparkline([0, 0.5, 1]) == "▁▅█"


@pytest.mark.parametrize("attempts", [0, 1, 2, 10_000])
def test_a_chart_stays_small(attempts: int) -> None:
    chart = svg(score_chart([number / 10_000 for number in range(attempts)], 0.8))
    assert chart.startswith("<svg ") and chart.endswith("</svg>")
    assert len(chart) < 20_000 and min(attempts, 100) <= chart.count("<circle") <= 101
