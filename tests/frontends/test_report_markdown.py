"""Markdown in which text stays text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from report_states import solved

from devloop_nb.frontends.report.escapes import fence, prose, span, table
from devloop_nb.frontends.report.report import Report

NASTY = st.text(alphabet="ab 1`*_[]()!<>&\\|$~#+-=.:/\"'{}wh\n", max_size=40)
READER = MarkdownIt("gfm-like", {"linkify": False, "html": True})
PLAIN = {"paragraph_open", "paragraph_close", "inline", "text", "text_special", "softbreak", "html_inline"}


def kinds(source: str) -> set[str]:
    """The kinds of token that a markdown reader sees."""
    tokens = READER.parse(source)
    return {token.type for token in tokens} | {child.type for token in tokens for child in token.children or ()}


def shown(source: str) -> str:
    """The text that a reader sees."""
    tokens = READER.parse(source)
    spans = ("<span>", "</span>")
    return "".join(
        child.content
        for token in tokens
        for child in token.children or ()
        if child.type != "html_inline" or child.content not in spans
    )


@given(NASTY)
def test_prose_is_text_and_nothing_else(text: str) -> None:
    said = prose(text)
    assert kinds(said) <= PLAIN
    assert shown(said).replace("&#92;", "\\") == " ".join(text.split())


@given(NASTY)
def test_a_table_has_as_many_cells_as_it_should(text: str) -> None:
    tokens = READER.parse(table(("a", "b"), [(span(text), prose(text))]))
    assert [token.type for token in tokens].count("td_open") == 2


@given(NASTY)
def test_a_fence_holds_its_text(text: str) -> None:
    tokens = MarkdownIt().parse(fence(text, "python"))
    assert [token.type for token in tokens] == ["fence"]
    assert tokens[0].content == text + "\n"


@pytest.mark.parametrize(
    "attack", ["<script>x</script>", "```\n# pwned\n```", "$\\href{javascript:x}{y}$", "| a |\n- b"]
)
def test_a_report_keeps_attacks_as_text(attack: str) -> None:
    tokens = READER.parse(Report(solved(goal=attack, message=attack)).markdown())
    inline = [child for token in tokens for child in token.children or ()]
    assert {token.content for token in inline if token.type == "html_inline"} <= {"<span>", "</span>"}
    assert not any(token.type == "html_block" for token in tokens)
    assert [token.tag for token in tokens if token.type == "heading_open"].count("h1") == 1
    assert not any("$" in token.content for token in inline if token.type == "text" and token.content != "$")
    assert "What was not verified" in [token.content for token in tokens]
