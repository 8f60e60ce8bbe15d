"""``%load_ext devloop_nb``: registers the magics and one input transformer, and takes both away again.

Nothing else of the shell is touched: no exception handler, no display formatter, no ``nest_asyncio``. The
transformer concerns cells that hold ``%%devloop``, or ``%devloop resume`` alone; see ``devloop_cells``.
"""

from typing import Any

from devloop_nb.frontends.magics.completion import complete
from devloop_nb.frontends.magics.devloop_cells import DevloopCells
from devloop_nb.frontends.magics.devloop_magics import DevLoop
from devloop_nb.frontends.magics.head_start import begin


def load(shell: Any) -> None:
    """Registers; a second time changes nothing."""
    if DevLoop.__name__ in shell.magics_manager.registry:
        return
    shell.register_magics(DevLoop)
    shell.input_transformers_cleanup.insert(0, DevloopCells(shell))
    shell.Completer.custom_matchers.append(complete)
    begin()


def unload(shell: Any) -> None:
    """Leaves the shell as it was before; what runs is stopped."""
    magics = shell.magics_manager.registry.pop(DevLoop.__name__, None)
    if magics is None:
        return
    magics.close()
    shell.configurables.remove(magics)
    for kind, own in magics.magics.items():
        for name in own:
            shell.magics_manager.magics[kind].pop(name, None)
    hooks = shell.input_transformers_cleanup
    hooks[:] = [hook for hook in hooks if not isinstance(hook, DevloopCells)]
    shell.Completer.custom_matchers.remove(complete)
