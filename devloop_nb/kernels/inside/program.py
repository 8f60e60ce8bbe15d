"""Lets code in a kernel see what it would see in a program of its own."""

import site
import sys
from typing import TYPE_CHECKING, Any

from IPython.core.getipython import get_ipython

if TYPE_CHECKING:  # In the kernel the pieces share one namespace.
    from devloop_nb.kernels.inside.bounds import set_limits


def make_way(order: dict[str, Any], folder: str) -> None:
    """Lets the modules of the order be found in ``folder``, and bounds what they can take."""
    sys.dont_write_bytecode = True
    be_as_in_a_program()
    sys.path.insert(0, folder)
    for name in order["modules"]:  # One of that name may be loaded: the standard library's ``calendar``, say.
        sys.modules.pop(name, None)
    set_limits(order["memory_mib"])


def be_as_in_a_program() -> None:
    """Takes back what a kernel changes for the cells of notebooks."""
    site.setquit()  # IPython hides ``exit`` and ``quit`` from modules.
    get_ipython().kernel._restore_input()
    sys.excepthook, sys.displayhook = sys.__excepthook__, sys.__displayhook__
