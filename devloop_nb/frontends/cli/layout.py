"""How a table fits a screen: how wide its columns are, or each of its rows as a block of lines."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from rich.cells import cell_len
from rich.text import Text

GAP, INDENT = 2, "  "
PROSE, WORD = 20, 40
"""Cells: words get a column at least so wide, and a single word up to so long is not cut."""
HANGING: Any = {
    "initial_indent": INDENT,
    "subsequent_indent": 2 * INDENT,
    "break_long_words": False,
    "break_on_hyphens": False,
}
COLOURS = {"success": "green", "passed": "green", "ok": "green", "partial": "yellow", "stopped": "yellow"}
COLOURS |= {"failed": "red", "error": "red", "timeout": "red", "crashed": "red", "missing": "red", "broken": "red"}

Line = Sequence[str]


def coloured(cell: str) -> Text:
    """A status in its colour, anything else plain."""
    return Text(cell, style=COLOURS.get(cell, ""))


def column_widths(head: Line, rows: Sequence[Line], screen: int) -> list[int] | None:
    """What each column gets of a screen so wide; nothing where the table could not be read on it."""
    columns = list(zip(head, *rows, strict=True))
    wanted = [max(map(cell_len, column)) for column in columns]
    widths = [min(want, max(PROSE, _longest_word(column))) for want, column in zip(wanted, columns, strict=True)]
    room = screen - sum(widths) - GAP * (len(widths) - 1)
    if room < 0:
        return None
    for lack, place in sorted((wanted[place] - width, place) for place, width in enumerate(widths)):
        given = min(lack, room)
        widths[place] += given
        room -= given
    return widths


def without(names: Line, head: Line, rows: Sequence[Line]) -> tuple[Line, list[Line]]:
    """The table without the columns of these names."""
    kept = [place for place, name in enumerate(head) if name not in names]
    return [head[place] for place in kept], [[row[place] for place in kept] for row in rows]


def block(head: Line, row: Line, screen: int) -> Iterator[Text]:
    """A row as lines: its first cell, and below it what else it says, each with its name."""
    yield Text(f"{head[0]} {row[0]}".strip(), style="bold")
    line = Text()
    for name, cell in zip(head[1:], row[1:], strict=True):
        part = Text(f"{name}: " if name else "", style="dim").append_text(coloured(cell)) if cell else Text()
        if line and GAP + line.cell_len + GAP + part.cell_len > screen:
            yield Text(INDENT).append_text(line)
            line = Text()
        if GAP + part.cell_len > screen:
            yield from map(Text, textwrap.wrap(part.plain, screen, **HANGING))
        elif part:
            line.append(" " * GAP if line else "").append_text(part)
    if line:
        yield Text(INDENT).append_text(line)


def _longest_word(column: Line) -> int:
    return min(WORD, max(cell_len(word) for cell in column for word in [*cell.split(), ""]))
