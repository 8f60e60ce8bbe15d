"""What a kernel says it ran."""

import hashlib
import os
import platform
import sys
from pathlib import Path
from typing import Any

import ipykernel


def receipt(order: dict[str, Any], folder: str) -> dict[str, Any]:
    """Digests of the modules that were imported and of the test files, as they lie in ``folder`` at this moment."""
    suite = hashlib.sha256()
    for name in order["files"]:
        suite.update(name.encode() + b"\0" + Path(folder, name).read_bytes() + b"\0")
    loaded = {name: getattr(sys.modules.get(name), "__file__", None) for name in order["modules"]}
    return {
        "kernel": f"ipykernel {ipykernel.__version__}",
        "pid": os.getpid(),
        "python": platform.python_version(),
        "nonce": order["nonce"],
        "sources": {name: hashlib.sha256(Path(f).read_bytes()).hexdigest() for name, f in loaded.items() if f},
        "suite": suite.hexdigest(),
    }
