"""``%%devloop_prompt`` and ``%devloop prompt``: the words that models are given, in a cell."""

import argparse
from typing import TYPE_CHECKING

from IPython.core.error import UsageError

from devloop_nb.frontends.magics.voice import say
from devloop_nb.wiring import open_templates

if TYPE_CHECKING:
    from devloop_nb.frontends.magics.devloop_magics import DevLoop


def keep_prompt(line: str, cell: str) -> None:
    """The cell is the template of that name from now on."""
    name = line.strip()
    if not name or len(name.split()) > 1:
        raise UsageError("Usage: %%devloop_prompt NAME, and the template below; %devloop prompt lists the names.")
    say(f"{open_templates().keep(name, cell).says}; runs of this folder use it from now on.")


def prompt(magics: "DevLoop", options: argparse.Namespace) -> None:
    """All templates with their versions, or one of them as a text to be edited."""
    shelf = open_templates()
    if options.reset:
        say(shelf.reset(options.name).says)
    elif options.name:
        say(f"%%devloop_prompt {options.name}\n{shelf.text(options.name, options.version).rstrip()}")
    else:
        say("\n".join(row.says for row in shelf.rows()))
