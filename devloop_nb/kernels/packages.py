"""Which large packages a suite imports, so that its kernel has them before it starts."""

import os
from collections.abc import Mapping

from devloop_nb.values.imports import foreign_imports
from devloop_nb.values.suite import Suite

# Known to start no thread and to open no file when they are imported. More may be named in the variable.
KNOWN = ("numpy", "pandas")
PRELOAD = "DEVLOOP_PRELOAD"


def wanted_packages(sources: Mapping[str, str], suite: Suite) -> tuple[str, ...]:
    """The known packages among the imports of code and tests, but none that the code calls itself."""
    texts = [*sources.values(), *(file.source for file in suite.files), suite.given]
    imported = {name for text in texts for name in _imports(text)}
    named = tuple(name for name in os.environ.get(PRELOAD, "").replace(",", " ").split())
    return tuple(sorted(({*KNOWN} & imported | {*named}) - {*sources}))


def _imports(text: str) -> tuple[str, ...]:
    if not any(name in text for name in KNOWN):
        return ()
    try:
        return foreign_imports(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # The kernel will say it.
        return ()
