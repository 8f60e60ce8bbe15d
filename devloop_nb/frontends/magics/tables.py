"""A few rows to look at, in text and in HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

from devloop_nb.frontends.magics.voice import say
from devloop_nb.frontends.rows import Row, frame_of


@dataclass(frozen=True)
class Table:
    """Rows of cells under a head."""

    head: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def __repr__(self) -> str:
        lines = [self.head, *(tuple(map(str, row)) for row in self.rows)]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        return "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
        )

    def _repr_html_(self) -> str:
        head = "".join(f"<th style='text-align:left'>{escape(cell)}</th>" for cell in self.head)
        body = "".join(f"<tr>{_cells(row)}</tr>" for row in self.rows)
        return f"<table class='mathjax_ignore tex2jax_ignore'><tr>{head}</tr>{body}</table>"


def frame_or_table(rows: list[Row], head: tuple[str, ...], otherwise: str) -> Any:
    """A pandas frame, or a small table with the columns in ``head`` where pandas is not installed.

    ``otherwise`` is the command that gives all of it.
    """
    frame = frame_of(rows)
    if frame is not None:
        return frame
    say(f"pandas is not installed, so this is a table; all columns: {otherwise}")
    return Table(head, tuple(tuple(_short(row[name]) for name in head) for row in rows))


def _short(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone().strftime("%Y-%m-%d %H:%M")
    return round(value, 2) if isinstance(value, float) else value


def _cells(row: Sequence[Any]) -> str:
    return "".join(f"<td style='text-align:left'>{escape(str(cell))}</td>" for cell in row)
