"""Two versions of a text, line by line, with the words that changed inside a line."""

import difflib
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

MOST_LINES = 1200
LONGEST_LINE = 1000
ALIKE = 0.35
"""Two lines that have less in common than this were not made from each other, so that marks in them tell nothing."""
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
Piece = tuple[str, bool]


class Line(NamedTuple):
    """``sign`` is ``+``, ``-``, a space, or ``@`` for the head of a hunk; numbers count from 1, 0 is no line there.

    ``pieces`` are the text and whether it changed.
    """

    sign: str
    old: int
    new: int
    pieces: tuple[Piece, ...]


def compare_texts(before: str, after: str, context: int = 3) -> list[Line]:
    """The hunks that differ; empty where nothing does. Removed lines stand before those that took their place."""
    old, new = before.splitlines(), after.splitlines()
    matcher = difflib.SequenceMatcher(None, old, new)
    lines: list[Line] = []
    for group in matcher.get_grouped_opcodes(context) if old != new else ():
        lines.append(_head(group))
        for tag, i, j, k, m in group:
            lines += _same(old[i:j], i, k) if tag == "equal" else _changed(old[i:j], new[k:m], i, k)
    more = len(lines) - MOST_LINES
    return (
        [*lines[:MOST_LINES], Line("@", 0, 0, ((f"{more} more lines are not shown", False),))] if more > 0 else lines
    )


def _head(group: Sequence[tuple[str, int, int, int, int]]) -> Line:
    first, last = group[0], group[-1]
    says = f"lines {first[1] + 1}-{last[2]} became {first[3] + 1}-{last[4]}"
    return Line("@", 0, 0, ((says, False),))


def _same(lines: Sequence[str], old: int, new: int) -> Iterator[Line]:
    for at, line in enumerate(lines, 1):
        yield Line(" ", old + at, new + at, ((line, False),))


def _changed(removed: Sequence[str], added: Sequence[str], old: int, new: int) -> list[Line]:
    pairs = [changed_words(*pair) for pair in zip(removed, added, strict=False)]
    gone = [pair[0] for pair in pairs] + [((line, False),) for line in removed[len(pairs) :]]
    come = [pair[1] for pair in pairs] + [((line, False),) for line in added[len(pairs) :]]
    minus = [Line("-", old + at, 0, pieces) for at, pieces in enumerate(gone, 1)]
    return minus + [Line("+", 0, new + at, pieces) for at, pieces in enumerate(come, 1)]


def changed_words(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both lines in pieces; nothing is marked where the lines are very long or have little in common."""
    whole = ((before, False),), ((after, False),)
    if max(len(before), len(after)) > LONGEST_LINE:
        return whole
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < ALIKE:
        return whole
    codes = matcher.get_opcodes()
    left = [("".join(old[i:j]), tag != "equal") for tag, i, j, _, _ in codes if j > i]
    right = [("".join(new[k:m]), tag != "equal") for tag, _, _, k, m in codes if m > k]
    return tuple(left), tuple(right)
