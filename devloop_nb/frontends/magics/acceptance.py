"""``%devloop accept``, ``undo``, ``redo``: the code goes where the user wants it, nowhere without being told."""

import argparse
import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from devloop_nb.frontends.acceptances import accept_all, doubts, say_accepted
from devloop_nb.frontends.cell_text import cell_text
from devloop_nb.frontends.magics.desk import Desk
from devloop_nb.frontends.magics.voice import say
from devloop_nb.values.choosing import choose_module
from devloop_nb.values.errors import BadInput, NotFound
from devloop_nb.values.module_state import ModuleState
from devloop_nb.values.run_state import RunState

if TYPE_CHECKING:
    from devloop_nb.frontends.magics.devloop_magics import DevLoop
    from devloop_nb.session.steering import Heard


def accept(magics: "DevLoop", options: argparse.Namespace) -> None:
    """Marks the attempt as accepted, then inserts a cell, writes a folder, imports; a cell where nothing is said."""
    desk = magics.desk
    state = desk.change(lambda session: accept_all(session, options.run, options.module, options.attempt))
    desk.keep(state)
    for doubt in desk.ask(lambda session: doubts(session, state, options.module, options.attempt)):
        say(f"warning: {doubt}")
    if options.write:
        write(desk, state, Path(options.write))
    if options.imported:
        import_code(desk, state)
    if options.cell or not (options.write or options.imported):
        insert_cell(desk, choose_module(state, options.module))


def undo(magics: "DevLoop", options: argparse.Namespace) -> None:
    """Takes the last acceptance back."""
    _turned(magics, options, magics.desk.change(lambda session: session.undo(options.run, options.module)))


def redo(magics: "DevLoop", options: argparse.Namespace) -> None:
    """Accepts again what was undone."""
    _turned(magics, options, magics.desk.change(lambda session: session.redo(options.run, options.module)))


def _turned(magics: "DevLoop", options: argparse.Namespace, heard: "Heard") -> None:
    magics.desk.keep(heard.state)
    say(f"{heard.state.name}: {say_accepted(heard.state, options.module)}")


def insert_cell(desk: Desk, module: ModuleState) -> None:
    """A new cell below with the code, and where it came from."""
    best = module.best
    if best is None:
        raise NotFound(f"{module.name} has no code", mend="Run it again with --rerun.")
    desk.shell.set_next_input(cell_text(best), replace=False)
    say(f"{module.name}: attempt {best.number} is accepted; its code is in the new cell below.")


def write(desk: Desk, state: RunState, folder: Path) -> None:
    """The code of all modules and their tests."""
    written = desk.ask(lambda session: session.write_package(state.run, folder))
    say(f"Written to {folder}: {', '.join(path.name for path in written)}")


def import_code(desk: Desk, state: RunState) -> None:
    """Imports the accepted modules from where they are stored, and names them in the session."""
    folder = desk.session.code_folder(state.run)
    for name in state.modules:
        known = sys.modules.get(name)
        if known and Path(getattr(known, "__file__", None) or "").parent.parent != folder.parent:
            raise BadInput(f"a module {name} is imported already", mend="Use --cell, or --write into a package.")
    sys.path.insert(0, str(folder))
    try:
        importlib.invalidate_caches()
        for name in state.modules:
            sys.modules.pop(name, None)
        desk.shell.user_ns.update({name: importlib.import_module(name) for name in state.modules})
    finally:
        sys.path.remove(str(folder))
    say(f"Imported: {', '.join(state.modules)}")
