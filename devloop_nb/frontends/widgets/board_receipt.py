"""The twins of the boards without JavaScript: a table in HTML, and the same in text; both bounded."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from devloop_nb.frontends.widgets.plain_text import one_line

MOST_ROWS = 30
CELL = "padding:2px 10px;text-align:left;vertical-align:top;border-bottom:1px solid rgba(128,128,128,.3)"
LINES = "white-space:pre;font-size:90%;margin:4px 0 8px;overflow:auto;max-height:320px"
Bundle = dict[str, Any]


class Twin:
    """Put together part by part; every part is escaped and bounded."""

    def __init__(self, title: str) -> None:
        self._html = [f"<p style='margin:4px 0'><b>devloop</b> {_text(title, 600)}</p>"]
        self._text = [one_line(title, 600)]

    def say(self, line: str) -> None:
        """One line."""
        self._html.append(f"<p style='margin:4px 0'>{_text(line, 600)}</p>")
        self._text.append(one_line(line, 600))

    def table(self, head: Sequence[str], rows: Iterable[Sequence[object]], more: int = 0) -> None:
        """The first rows; ``more`` is how many there are beyond those that are given."""
        listed = list(rows)
        shown = [[one_line(cell, 160) for cell in row] for row in listed[:MOST_ROWS]]
        body = "".join(_row(row) for row in shown)
        style = "border-collapse:collapse;font-size:90%;margin:4px 0 8px"
        self._html.append(f"<table style='{style}'>{_row(head, 'th')}{body}</table>")
        self._text += _columns([list(head), *shown])
        if left := more + len(listed) - len(shown):
            self.say(f"{left:,} more are not shown here.")

    def lines(self, title: str, pairs: Sequence[tuple[str, str]], most: int = 200) -> None:
        """A diff that opens; it is left out of the text."""
        text = "\n".join(line if sign == "@" else f"{sign} {line}".rstrip() for sign, line in pairs[:most])
        self._html.append(
            f"<details><summary>{_text(title)}</summary><pre style='{LINES}'>{escape(text[:20_000])}</pre></details>"
        )

    def bundle(self, uid: str) -> Bundle:
        """HTML and text; a live view hides what carries its ``uid``."""
        names = f"devloop-receipt-{escape(uid)} mathjax_ignore tex2jax_ignore"
        return {"text/html": f"<div class='{names}'>{''.join(self._html)}</div>", "text/plain": "\n".join(self._text)}


def _text(value: object, limit: int = 200) -> str:
    return escape(one_line(value, limit))


def _row(cells: Sequence[str], tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag} style='{CELL}'>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"


def _columns(rows: list[list[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
