"""``%%devloop_fresh`` and ``%devloop state``: what a cell, or code, takes from this session without saying so."""

import argparse
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from IPython.display import display

from devloop_nb.frontends.magics.options import Options
from devloop_nb.frontends.magics.tables import Table
from devloop_nb.frontends.magics.voice import say
from devloop_nb.values.cell_names import cell_binds
from devloop_nb.values.errors import BadInput
from devloop_nb.values.hidden_state import CellRun, HiddenState

if TYPE_CHECKING:
    from devloop_nb.frontends.magics.devloop_magics import DevLoop

HEAD = ("only in this session", "what", "since", "a fresh kernel needs")
LONGEST = 500


@cache
def fresh_options() -> Options:
    """What may stand behind ``%%devloop_fresh``."""
    parser = Options("%%devloop_fresh")
    parser.add_argument("--both", action="store_true")
    return parser


def run_fresh(magics: "DevLoop", line: str, cell: str) -> None:
    """Runs the cell in a fresh kernel, and in the session too where that is asked for; then says what differs."""
    options = fresh_options().read(line)
    source = magics.shell.transform_cell(cell)
    state = look(magics, source)
    if options.both:
        result = magics.shell.run_cell(cell, store_history=False)
        error = result.error_before_exec or result.error_in_exec
        names = {name: text_of(magics.shell.user_ns.get(name)) for name in cell_binds(source) if name[0] != "_"}
        told = f"{type(error).__name__}: {error}".partition("\n")[0] if error else ""
        value = "" if result.result is None else text_of(result.result)
        state = state.model_copy(update={"here": CellRun(result=value, error=told, names=names)})
    tell(state)


def show_state(magics: "DevLoop", options: argparse.Namespace) -> None:
    """The same for the code of a run, module by module."""
    state = magics.desk.ask(lambda session: session.find(options.run))
    if not state.code:
        raise BadInput(f"{state.name} has no code", mend="Resume the run, or run it again with --rerun.")
    for name, source in state.code.items():
        say(f"{name}:")
        tell(look(magics, source, {other: code for other, code in state.code.items() if other != name}))


def look(magics: "DevLoop", source: str, modules: Mapping[str, str] | None = None) -> HiddenState:
    """What the session says of the source; modules that lie beside the notebook are lent to the fresh kernel."""
    shell = magics.shell
    beside = _beside() if modules is None else modules
    cells = list(shell.user_ns.get("In", ()))
    return magics.desk.ask(
        lambda session: session.check_state(
            source, shell.user_ns, usual=shell.user_ns_hidden, cells=cells, modules=beside
        )
    )


def tell(state: HiddenState) -> None:
    """The fresh kernel's end first, then what only the session has."""
    fresh = state.fresh
    if fresh.printed:
        say(fresh.printed.rstrip())
    say(f"In a fresh kernel: {fresh.error or fresh.result or 'it ran.'}")
    if state.only_here:
        rows = tuple((name.name, name.what, name.origin, name.mend) for name in state.only_here)
        display(Table(HEAD, rows))
    for attribute in state.patched:
        say(f"Changed by this session: {attribute}")
    for difference in state.differences:
        say(f"Differs: {difference}")
    if not state.depends:
        say("It reads no name that only this session has.")


def text_of(value: object) -> str:
    """The value as text, cut as the fresh kernel cuts it."""
    try:
        text = repr(value)
    except Exception as error:  # noqa: BLE001  # Any class's own.
        return f"(its text cannot be read: {type(error).__name__})"
    if len(text) <= LONGEST:
        return text
    half = LONGEST // 2
    return f"{text[:half]}\n… {len(text) - 2 * half} characters left out …\n{text[-half:]}"


def _beside() -> dict[str, str]:
    texts: dict[str, Any] = {}
    for path in Path.cwd().glob("*.py"):
        try:
            texts[path.stem] = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError):  # Nothing that an import would find, either.
            continue
    return texts
