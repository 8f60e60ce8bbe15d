"""``%%devloop_scratch`` and ``%devloop scratch``: a fresh kernel beside an attempt's code, to poke at it."""

import argparse
from typing import TYPE_CHECKING

from devloop_nb.frontends.magics.cell_options import scratch_options
from devloop_nb.frontends.magics.voice import say
from devloop_nb.values.choosing import choose_attempt, choose_module
from devloop_nb.values.errors import DevloopError

if TYPE_CHECKING:
    from devloop_nb.frontends.magics.devloop_magics import DevLoop


class ScratchError(DevloopError):
    """The cell broke in its fresh kernel."""


def run_scratch(magics: "DevLoop", line: str, cell: str) -> None:
    """Runs the cell there, and shows what it printed and came to. Raises ``ScratchError`` where it broke."""
    options = scratch_options().read(line)
    source = magics.shell.transform_cell(cell)
    probed = magics.desk.ask(lambda session: session.scratch(options.run, source, options.module, options.attempt))
    ran, place = probed.ran, f"a fresh kernel beside attempt {probed.number} of {probed.module}"
    if ran.printed:
        say(ran.printed.rstrip())
    if ran.error:
        raise ScratchError(ran.error, f"in {place}")
    say(ran.result or f"It ran in {place}.")


def open_scratch(magics: "DevLoop", options: argparse.Namespace) -> None:
    """A new cell below that is ready to run."""
    state = magics.desk.ask(lambda session: session.find(options.run))
    attempt = choose_attempt(choose_module(state, options.module), options.attempt)
    named = f" --module {attempt.module}" if len(state.modules) > 1 else ""
    head = f"%%devloop_scratch {options.run or state.name} --attempt {attempt.number}{named}"
    magics.shell.set_next_input(f"{head}\nfrom {attempt.module} import *\n", replace=False)
    say(f"The new cell below runs in a fresh kernel beside attempt {attempt.number} of {attempt.module}.")
