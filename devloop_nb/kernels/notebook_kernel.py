"""A kernel for a whole notebook: this interpreter's, whatever kernels are installed on the machine."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def notebook_kernel() -> Iterator[Any]:
    """A manager for nbclient, its kernel not started yet; its sockets lie in a folder that goes at the end."""
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager

    # Without kernel folders the only kernel there is, is the native one, whose command is sys.executable.
    specs = KernelSpecManager(kernel_dirs=[])
    with tempfile.TemporaryDirectory(prefix="devloop-") as folder:
        place = {"connection_file": str(Path(folder, "kernel.json"))}
        if sys.platform != "win32":
            place |= {"transport": "ipc", "ip": str(Path(folder, "s"))}
        yield AsyncKernelManager(kernel_name="python3", kernel_spec_manager=specs, **place)
