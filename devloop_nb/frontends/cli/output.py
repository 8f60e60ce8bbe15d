"""What is printed: tables for people, one JSON object for programs, errors in one line."""

import json
import shutil
import sys
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from devloop_nb.frontends.report.plain_text import visible
from devloop_nb.values.errors import DevloopError

if TYPE_CHECKING:
    from rich.console import Console

UNBROKEN = 10_000
AT_WORDS: Any = {"break_long_words": False, "break_on_hyphens": False}


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


def say_text(text: str) -> None:
    """Lines of prose; a screen gets them cut at words, below each other, and code as it is."""
    screen = _screen()
    for line in text.splitlines():
        words = line.lstrip()
        hang = line[: len(line) - len(words)] + "    "
        whole = not screen or len(line) <= screen or words.startswith("| ")
        say(line if whole else textwrap.fill(line, screen, subsequent_indent=hang, **AT_WORDS))


def say_table(head: Sequence[str], rows: Sequence[Sequence[str]], spare: Sequence[str] = ()) -> None:
    """A table; where nobody is looking a row is one line, as programs read it, and without colours.

    On a screen that is too narrow it goes without the columns that it can ``spare``, or each row is a block.
    """
    from devloop_nb.frontends.cli.layout import block, column_widths, without

    shown: list[Sequence[str]] = [[visible(cell) for cell in row] for row in rows]
    screen = _screen() or UNBROKEN
    if widths := column_widths(head, shown, screen):
        _print_table(head, shown, widths)
    elif spare and (widths := column_widths(*without(spare, head, shown), screen)):
        _print_table(*without(spare, head, shown), widths)
        say_text(f"For want of room without {', '.join(spare)}; --json has them.")
    else:
        console = _console()
        for row in shown:
            for line in block(head, row, screen):
                console.print(line, soft_wrap=True)


def _print_table(head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from devloop_nb.frontends.cli.layout import coloured

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    for name, width in zip(head, widths, strict=True):
        table.add_column(name, overflow="fold", width=width)
    for row in rows:
        table.add_row(*map(coloured, row))
    _console().print(table)


def _console() -> "Console":
    from rich.console import Console

    # A height, too: without one rich takes 80 columns for granted where TERM is dumb.
    return Console(highlight=False, markup=False, emoji=False, width=_screen() or UNBROKEN, height=UNBROKEN)


def _screen() -> int:
    """How many characters a line has; 0 where nobody is looking."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def fail(error: DevloopError, *, as_json: bool) -> int:
    """Prints an error and gives the exit code that goes with it."""
    if as_json:
        say_json({"error": {"what": error.what, "why": error.why, "mend": error.mend}})
    else:
        tell(f"devloop-nb: {error.line}")
    return error.exit_code
