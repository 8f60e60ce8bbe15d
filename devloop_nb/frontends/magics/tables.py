"""A few rows to look at, in text and in HTML."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any


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


def frame_or_table(head: tuple[str, ...], rows: tuple[tuple[Any, ...], ...]) -> Any:
    """A pandas frame where pandas is loaded already, else a small table: importing pandas takes seconds."""
    if pandas := sys.modules.get("pandas"):
        return pandas.DataFrame(list(rows), columns=list(head))
    return Table(head, rows)


def _cells(row: Sequence[Any]) -> str:
    return "".join(f"<td style='text-align:left'>{escape(str(cell))}</td>" for cell in row)
