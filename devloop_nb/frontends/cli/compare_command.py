"""``devloop-nb compare``: two runs, or two attempts, beside each other."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from devloop_nb.frontends.cli.options import Home, Json
from devloop_nb.frontends.cli.output import say, say_json, say_table, say_text
from devloop_nb.frontends.cli.work import work
from devloop_nb.frontends.widgets.comparison_text import MARKS, figure_rows, gain_says
from devloop_nb.frontends.widgets.difference import as_text, diff_lines
from devloop_nb.frontends.widgets.pairs import by_module
from devloop_nb.values.comparison import Comparison

if TYPE_CHECKING:
    from devloop_nb.session import Session

Side = Annotated[str, typer.Argument(help="RUN, RUN:N or RUN:MODULE:N; N is an attempt of the newest run.")]


def compare(a: Side, b: Side, json: Json = False, home: Home = None) -> None:
    """Compare two runs, or two attempts: flipped tests first, then scores, cost and code.

    Example: devloop-nb compare clamp:1 clamp:3
    """

    async def act(session: "Session") -> Comparison:
        return await session.compare(a, b)

    found = work(home, act)
    if json:
        say_json(_json(found))
        return
    say(f"A: {found.a.label}\nB: {found.b.label}")
    say_text(gain_says(found))
    if found.flips:
        rows = [(MARKS[flip.kind], flip.test, flip.a or "–", flip.b or "–") for flip in found.flips]
        say_table(("", "test", "A", "B"), rows)
    say_table(("", "A", "B"), figure_rows(found))
    for name, before, after in by_module(found.a.code, found.b.code):
        if lines := diff_lines(before, after):
            say(f"Code of {name}, from A to B:")
            for line in as_text(lines).splitlines():
                say(line)


def _json(found: Comparison) -> dict[str, Any]:
    """Without the scores that the intervals were drawn from."""
    return found.model_dump(mode="json", exclude={"a": {"scores"}, "b": {"scores"}})
