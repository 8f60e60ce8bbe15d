"""``%devloop history``, ``compare`` and ``dashboard``: many runs at once, and two beside each other."""

import argparse
from typing import TYPE_CHECKING, Any

from IPython.display import display

from devloop_nb.frontends.magics.tables import frame_or_table
from devloop_nb.frontends.rows import history_rows
from devloop_nb.frontends.widgets.comparison import ComparisonView
from devloop_nb.frontends.widgets.dashboard import Dashboard

if TYPE_CHECKING:
    from devloop_nb.frontends.magics.devloop_magics import DevLoop

RUNS = ("run", "name", "status", "score", "attempts", "lm", "started")
ATTEMPTS = ("run", "module", "attempt", "kind", "status", "score", "passed", "expected", "tokens")


def history(magics: "DevLoop", options: argparse.Namespace) -> Any:
    """All runs, the newest first, or their attempts."""
    how = {"attempts": options.attempts, "limit": options.limit}
    rows = magics.desk.ask(lambda session: history_rows(session, options.run, **how))
    otherwise = f"devloop-nb history {'--attempts ' if options.attempts else ''}--json"
    return frame_or_table(rows, ATTEMPTS if options.attempts else RUNS, otherwise)


def compare(magics: "DevLoop", options: argparse.Namespace) -> None:
    """Two runs, or two attempts."""
    found = magics.desk.ask(lambda session: session.compare(options.a, options.b))
    view = ComparisonView(magics.desk.session, found)
    if magics.desk.has_browser:
        view.show(view.receipt())
    else:
        display(view.receipt(), raw=True)


def dashboard(magics: "DevLoop", options: argparse.Namespace) -> None:
    """All runs of the folder."""
    board = Dashboard(magics.desk.session)
    receipt = magics.desk.ask(lambda _: board.load())
    if magics.desk.has_browser:
        board.show(receipt)
    else:
        display(receipt, raw=True)
