"""What is printed: tables for people, one JSON object for programs, errors in one line."""

import json
import sys
from collections.abc import Sequence
from typing import Any

from devloop_nb.frontends.report.plain_text import visible
from devloop_nb.values.errors import DevloopError

UNBROKEN = 10_000
COLOURS = {"success": "green", "passed": "green", "ok": "green", "partial": "yellow", "stopped": "yellow"}
COLOURS |= {"failed": "red", "error": "red", "timeout": "red", "crashed": "red", "missing": "red", "broken": "red"}


def say(line: str) -> None:
    """A line of the result, on stdout."""
    sys.stdout.write(f"{visible(line)}\n")
    sys.stdout.flush()


def tell(line: str) -> None:
    """A line about the work, on stderr."""
    sys.stderr.write(f"{visible(line)}\n")
    sys.stderr.flush()


def say_json(value: Any) -> None:
    """The one JSON object of a command."""
    sys.stdout.write(json.dumps(value, indent=2, default=str) + "\n")


def say_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table; where nobody is looking a row is one line, as programs read it, and without colours."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in head:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(visible(cell), style=COLOURS.get(cell, "")) for cell in row))
    Console(highlight=False, markup=False, emoji=False, width=None if sys.stdout.isatty() else UNBROKEN).print(table)


def fail(error: DevloopError, *, as_json: bool) -> int:
    """Prints an error and gives the exit code that goes with it."""
    if as_json:
        say_json({"error": {"what": error.what, "why": error.why, "mend": error.mend}})
    else:
        tell(f"devloop-nb: {error.line}")
    return error.exit_code
