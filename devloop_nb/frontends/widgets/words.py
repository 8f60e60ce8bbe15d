"""Two versions of a text, line by line, with the words that changed inside a line."""

import difflib
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

MOST_LINES = 1200
LONGEST_LINE = 1000
MOST_PAIRS = 900
ALIKE = 0.4
"""Two lines that have less in common than this were not made from each other, so that marks in them tell nothing."""
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
Piece = tuple[str, bool]


class Line(NamedTuple):
    """``sign`` is ``+``, ``-``, a space, or ``@`` for the head of a hunk; ``pieces`` are text and whether it changed.

    Numbers count from 1. A removed line has the number of the one that took its place, an added one that of the one
    it was made from, and 0 where there is none.
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
    mates = dict(_mates(removed, added))
    words = {pair: changed_words(removed[pair[0]], added[pair[1]]) for pair in mates.items()}
    gone, come = {i: pair[0] for (i, _), pair in words.items()}, {j: pair[1] for (_, j), pair in words.items()}
    back = {j: i for i, j in mates.items()}
    minus = [
        Line("-", old + i + 1, new + mates[i] + 1 if i in mates else 0, gone.get(i, ((line, False),)))
        for i, line in enumerate(removed)
    ]
    plus = [
        Line("+", old + back[j] + 1 if j in back else 0, new + j + 1, come.get(j, ((line, False),)))
        for j, line in enumerate(added)
    ]
    return minus + plus


def _mates(removed: Sequence[str], added: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Lines that were made from each other, in order: those that have the most in common altogether."""
    rows, columns = len(removed), len(added)
    if rows * columns > MOST_PAIRS:
        return
    alike = {(i, j): _alike(removed[i], added[j]) for i in range(rows) for j in range(columns)}
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], alike[i, j] + best[i + 1][j + 1])
    i = j = 0
    while i < rows and j < columns:
        if alike[i, j] and best[i][j] == alike[i, j] + best[i + 1][j + 1]:
            yield i, j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _alike(before: str, after: str) -> float:
    """How much two lines have in common, 0 where it is too little or they are very long."""
    if max(len(before), len(after)) > LONGEST_LINE:
        return 0.0
    ratio = difflib.SequenceMatcher(None, _WORDS.findall(before.strip()), _WORDS.findall(after.strip())).ratio()
    return ratio if ratio >= ALIKE else 0.0


def changed_words(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both lines in pieces."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    codes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    left = [("".join(old[i:j]), tag != "equal") for tag, i, j, _, _ in codes if j > i]
    right = [("".join(new[k:m]), tag != "equal") for tag, _, _, k, m in codes if m > k]
    return tuple(left), tuple(right)
