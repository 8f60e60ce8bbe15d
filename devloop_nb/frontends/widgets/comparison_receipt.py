"""A comparison without a browser, in HTML and in text."""

from devloop_nb.frontends.widgets.board_receipt import MOST_ROWS, Bundle, Twin
from devloop_nb.frontends.widgets.comparison_text import MARKS, figure_rows, gain_says
from devloop_nb.frontends.widgets.difference import diff_lines
from devloop_nb.frontends.widgets.pairs import by_module
from devloop_nb.frontends.widgets.plain_text import plain
from devloop_nb.values.comparison import Comparison


def comparison_receipt(found: Comparison, uid: str) -> Bundle:
    """Flipped tests first, then the figures, then what changed in code and prompts."""
    twin = Twin(f"comparison of A {found.a.label} and B {found.b.label}")
    twin.say(gain_says(found))
    if found.flips:
        rows = [(MARKS[flip.kind], flip.test, flip.a or "–", flip.b or "–") for flip in found.flips[:MOST_ROWS]]
        twin.table(("", "test", "A", "B"), rows, max(0, len(found.flips) - MOST_ROWS))
    twin.table(("", "A", "B"), figure_rows(found))
    for what in ("code", "prompts"):
        for name, before, after in by_module(getattr(found.a, what), getattr(found.b, what)):
            if lines := diff_lines(plain(before), plain(after)):
                twin.lines(f"{what} of {name}, from A to B", lines)
    return twin.bundle(uid)
