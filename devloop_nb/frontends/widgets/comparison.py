"""Two runs, or two attempts, beside each other in the browser."""

from collections.abc import Mapping
from typing import Any

from devloop_nb.frontends.widgets.board import Board, joined
from devloop_nb.frontends.widgets.board_receipt import Bundle
from devloop_nb.frontends.widgets.comparison_receipt import comparison_receipt
from devloop_nb.frontends.widgets.pairs import by_module, side_by_side
from devloop_nb.frontends.widgets.plain_text import one_line, plain
from devloop_nb.session import Session
from devloop_nb.values.comparison import Comparison, Flip
from devloop_nb.values.side import Side

MOST_FLIPS = 500


class ComparisonView(Board):
    """Figures and flipped tests as one answer; code and prompts when they are looked at."""

    _esm = joined(
        *("js", "elements", "silence", "keys", "page", "board"), *("code", "flips", "figures", "two_texts", "compare")
    )
    _css = joined("css", "base", "header", "code", "grid", "detail", "board", "compare")

    def __init__(self, session: Session, found: Comparison) -> None:
        self.found = found
        super().__init__(session, {"title": f"{found.a.label} and {found.b.label}"})
        self.answers |= {"figures": self._figures, "texts": self._texts}

    def __repr__(self) -> str:
        return "A comparison; it stands below."

    def receipt(self) -> Bundle:
        """The twin without scripts."""
        return comparison_receipt(self.found, self.uid)

    async def _figures(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        found = self.found
        shown = found.model_dump(include={"shared", "passing", "scores", "gain"})
        flips = [_flip(flip) for flip in found.flips[:MOST_FLIPS]]
        return {**shown, "a": _side(found.a), "b": _side(found.b), "flips": flips, "flipped": len(found.flips)}

    async def _texts(self, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
        what = {
            "code": (self.found.a.code, self.found.b.code),
            "prompts": (self.found.a.prompts, self.found.b.prompts),
        }
        return [
            {"name": name, "rows": side_by_side(plain(before, 60_000), plain(after, 60_000))}
            for name, before, after in by_module(*what[str(asked["what"])])
        ]


def _side(side: Side) -> dict[str, Any]:
    shown = side.model_dump(include={"label", "status", "score", "calls", "tokens", "usd", "seconds", "passed"})
    return {**shown, "lm": one_line(side.lm, 80), "passed": side.passed, "expected": len(side.tests)}


def _flip(flip: Flip) -> dict[str, str]:
    return {**flip.model_dump(), "test": one_line(flip.test, 200)}
