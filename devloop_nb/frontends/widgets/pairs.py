"""Two texts as rows of two columns."""

import difflib
from collections.abc import Mapping
from itertools import zip_longest

MOST_ROWS = 1500
# Unchanged lines around what changed; the rest is folded into one row.
AROUND = 3
# Number and line on the left and on the right, and a sign: a space, ``~`` changed, ``-``, ``+``, ``@`` folded.
Row = tuple[int | None, str, int | None, str, str]


def by_module(a: Mapping[str, str], b: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Name and both texts of each module; two that are alone on their sides are a pair, whatever their names."""
    if len(a) == len(b) == 1 and a.keys() != b.keys():
        return [(f"{next(iter(a))} and {next(iter(b))}", next(iter(a.values())), next(iter(b.values())))]
    return [(name, a.get(name, ""), b.get(name, "")) for name in {**a, **b}]


def side_by_side(before: str, after: str) -> list[Row]:
    """The rows; at most ``MOST_ROWS`` of them."""
    left, right = before.splitlines(), after.splitlines()
    rows: list[Row] = []
    groups = difflib.SequenceMatcher(None, left, right, autojunk=False).get_grouped_opcodes(AROUND)
    last = 0
    for group in groups:
        if skipped := group[0][1] - last:
            rows.append((None, f"{skipped} equal lines", None, "", "@"))
        for what, a, b, c, d in group:
            rows += _rows(what, list(enumerate(left, 1))[a:b], list(enumerate(right, 1))[c:d])
        last = group[-1][2]
    if rows and last < len(left):
        rows.append((None, f"{len(left) - last} equal lines", None, "", "@"))
    more = len(rows) - MOST_ROWS
    return rows if more <= 0 else [*rows[:MOST_ROWS], (None, f"{more} more rows are not shown", None, "", "@")]


def _rows(what: str, left: list[tuple[int, str]], right: list[tuple[int, str]]) -> list[Row]:
    pairs = zip_longest(left, right)
    return [_row(what, one, other) for one, other in pairs]


def _row(what: str, left: tuple[int, str] | None, right: tuple[int, str] | None) -> Row:
    sign = " " if what == "equal" else "~" if left and right else "-" if left else "+"
    return (*(left or (None, "")), *(right or (None, "")), sign)
