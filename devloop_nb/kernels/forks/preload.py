"""What the template imports, so that no kernel has to."""

import importlib
from collections.abc import Iterable
from contextlib import suppress

from _pytest.config import default_plugins

# What a kernel imports while it starts and runs its first suite.
_ALWAYS = (
    *("ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell", "ipykernel.debugger", "ipykernel.iostream"),
    *("IPython.core.completer", "IPython.core.completerlib", "IPython.core.debugger"),
    *("IPython.core.oinspect", "IPython.extensions.storemagic"),
    *("ipytest", "pytest", "multiprocessing", "asyncio", "tornado.platform.asyncio", "unittest.mock", "pdb"),
    *(f"_pytest.{plugin}" for plugin in default_plugins),
)


def preload(wanted: Iterable[str]) -> None:
    """Imports; a package of ``wanted`` that fails to is left to the kernels, whose error is the user's to see."""
    for name in _ALWAYS:
        importlib.import_module(name)
    for name in wanted:
        with suppress(Exception):  # A package may raise anything while it is imported.
            importlib.import_module(name)
