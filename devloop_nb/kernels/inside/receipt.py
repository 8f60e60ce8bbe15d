"""What a kernel says it ran."""

import hashlib
import os
import platform
import sys
from pathlib import Path
from typing import Any

import ipykernel


def content(file: Any) -> bytes:
    """Nothing where the code has made away with the file; its digest will not be the right one."""
    try:
        return Path(file).read_bytes()
    except (OSError, TypeError, ValueError):
        return b""


def receipt(order: dict[str, Any], folder: str) -> dict[str, Any]:
    """Digests of the modules that were imported and of the test files, as they lie in ``folder`` at this moment."""
    suite = hashlib.sha256()
    for name in order["files"]:
        suite.update(name.encode() + b"\0" + content(Path(folder, name)) + b"\0")
    loaded = {name: getattr(sys.modules[name], "__file__", None) for name in order["modules"] if name in sys.modules}
    return {
        "kernel": f"ipykernel {ipykernel.__version__}",
        "pid": os.getpid(),
        "python": platform.python_version(),
        "nonce": order["nonce"],
        "sources": {name: hashlib.sha256(content(file)).hexdigest() for name, file in loaded.items()},
        "suite": suite.hexdigest(),
    }
