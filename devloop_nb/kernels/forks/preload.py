"""What the template imports, so that no kernel has to."""

import importlib
from collections.abc import Iterable
from contextlib import suppress

# What a kernel imports while it starts and runs its first suite.
_ALWAYS = (
    *("ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell", "ipykernel.debugger", "ipykernel.iostream"),
    *("IPython.core.completer", "ipytest", "pytest", "multiprocessing", "asyncio", "unittest.mock"),
)


def preload(wanted: Iterable[str]) -> None:
    """Imports; a package of ``wanted`` that fails to is left to the kernels, whose error is the user's to see."""
    for name in _ALWAYS:
        importlib.import_module(name)
    for name in wanted:
        with suppress(Exception):  # A package may raise anything while it is imported.
            importlib.import_module(name)
