"""``%devloop memory``: the memory of a run's best code, line by line."""

import argparse
from typing import TYPE_CHECKING

from IPython.display import display

from devloop_nb.frontends.magics.tables import Table
from devloop_nb.frontends.magics.voice import say
from devloop_nb.frontends.report.memory_table import HEAD, cells
from devloop_nb.values.memory_lines import NOT_SEEN

if TYPE_CHECKING:
    from devloop_nb.frontends.magics.devloop_magics import DevLoop


def memory(magics: "DevLoop", options: argparse.Namespace) -> None:
    """Runs the tests once more, and shows what the process holds after each line."""
    table = magics.desk.ask(lambda session: session.memory_lines(options.run))
    if table.lines:
        display(Table(HEAD, tuple(cells(table))))
        say(NOT_SEEN)
    if table.problem:
        say(f"memory lines: {table.problem}")
