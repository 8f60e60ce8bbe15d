"""``devloop-nb memory``, and the table that ``devloop-nb test --memory-lines`` prints."""

from typing import TYPE_CHECKING

import typer

from devloop_nb.frontends.cli.options import Home, Json, WhichOrNewest
from devloop_nb.frontends.cli.output import say, say_json, say_table
from devloop_nb.frontends.cli.work import work
from devloop_nb.frontends.report.memory_table import HEAD, cells
from devloop_nb.values.memory_lines import NOT_SEEN, MemoryTable

if TYPE_CHECKING:
    from devloop_nb.session import Session

FAILED = 4


def memory(which: WhichOrNewest = "", json: Json = False, home: Home = None) -> None:
    """Show the memory of a run's best code line by line.

    Its own tests run once more, under memory_profiler, in a fresh kernel. Exit code 4: no line was run.

    Example: devloop-nb memory clamp
    """

    async def act(session: "Session") -> MemoryTable:
        return await session.memory_lines(which)

    table = work(home, act)
    say_json(table.model_dump(mode="json")) if json else say_memory(table)
    raise typer.Exit(0 if table.lines else FAILED)


def say_memory(table: MemoryTable) -> None:
    """The table, and what it cannot show."""
    if table.lines:
        say_table(HEAD, list(cells(table)))
        say(NOT_SEEN)
    if table.problem:
        say(f"memory lines: {table.problem}")
