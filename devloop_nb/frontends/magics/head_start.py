"""What the first run needs is imported while somebody still writes down what it is to do."""

import os
import threading
from contextlib import suppress
from importlib import import_module

# The cell that loads the extension has been answered by then.
SECONDS = 0.3
NEEDED = ("devloop_nb.frontends.magics.requests", "devloop_nb.frontends.magics.desk")


def begin() -> None:
    """Where somebody looks on, who takes longer than that; a program needs all of its time itself."""
    if "JPY_SESSION_NAME" not in os.environ:
        return
    timer = threading.Timer(SECONDS, _import)
    timer.name, timer.daemon = "devloop-head-start", True
    timer.start()


def _import() -> None:
    # Whatever is broken: the run that needs it meets it too, and says so where it is read.
    with suppress(Exception):
        for name in NEEDED:
            import_module(name)
