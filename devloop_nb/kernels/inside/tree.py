"""Runs the tests of a whole folder as it is: with its packages, its conftest files and its settings for pytest."""

import base64
import io
import os
import sys
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # In the kernel the pieces share one namespace.
    from devloop_nb.kernels.inside.suite import run

OWN_SETTINGS = (
    "--rootdir=.",
    "--continue-on-collection-errors",
    "--color=no",
    "--tb=no",
    "-rN",
    "-pno:cacheprovider",
)


def run_tree(order: dict[str, Any]) -> None:
    """Carries out one order; ``order`` has the folder as an archive, and where in it modules are looked for."""
    tree = Path("tree")
    with tarfile.open(fileobj=io.BytesIO(base64.b64decode(order["archive"]))) as archive:
        archive.extractall(tree, filter="data")
    os.chdir(tree)
    sys.path[:0] = [str(Path(path).resolve()) for path in order["paths"]]
    run({**order, "options": OWN_SETTINGS})
