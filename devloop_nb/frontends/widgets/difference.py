"""A unified diff as lines with their sign, so that a view can show the sign and not the colour alone."""

import difflib
from collections.abc import Sequence

MOST_LINES = 800


def diff_lines(before: str, after: str, context: int = 3) -> tuple[tuple[str, str], ...]:
    """Pairs of sign and text: ``+``, ``-``, a space, or ``@`` for the head of a hunk; empty where nothing changed."""
    lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=context))[2:]
    pairs = tuple((line[:1], line if line.startswith("@") else line[1:]) for line in lines[:MOST_LINES])
    more = len(lines) - len(pairs)
    return (*pairs, ("@", f"{more} more lines are not shown")) if more else pairs


def as_text(lines: Sequence[tuple[str, str]]) -> str:
    """The diff as a terminal shows it."""
    return "\n".join(text if sign == "@" else f"{sign} {text}".rstrip() for sign, text in lines)
