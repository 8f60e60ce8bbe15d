"""Imports the code, and answers the tests until they have ended."""

import contextlib
import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # The pieces share one namespace.
    from devloop_nb.kernels.inside.bounds import no_running_loop
    from devloop_nb.kernels.inside.program import make_way
    from devloop_nb.kernels.inside.sealed_code import CodeLink
    from devloop_nb.kernels.inside.sealed_wire import CodeGone, handed_over


def hold(order: dict[str, Any]) -> None:
    """Imports the code and answers, until nobody asks any more."""
    link = CodeLink(handed_over(order["door"]), tuple(order["modules"]))
    sys.stdout, sys.stderr = (link.said[name].stream for name in ("stdout", "stderr"))
    make_way(order, str(Path.cwd()))
    with no_running_loop(), contextlib.suppress(CodeGone):
        for name in order["early"]:
            with contextlib.suppress(BaseException):  # The tests meet it when they import the module.
                importlib.import_module(name)
        while True:
            with link.turn:
                question = link.wire.receive()
            link.serve(question)
