"""Which fence this machine can really build: tried once in a process, with a child that looks for gaps."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

from devloop_nb.kernels.fence.spec import Fence
from devloop_nb.values.errors import KernelUnavailable

PACKAGE_ROOT = str(Path(__file__).parents[3])
_BOOT = """
import sys
sys.path.append(sys.argv.pop(1))
from devloop_nb.kernels.fence.trial import main
main()
"""
MEND = (
    "Allow unprivileged user namespaces (sysctl kernel.unprivileged_userns_clone=1; on Ubuntu "
    "kernel.apparmor_restrict_unprivileged_userns=0), or work in a virtual machine or a container of its own."
)
_TRIAL_SECONDS = 20.0
_NEEDED = frozenset({"files", "network", "processes", "user"})
_ADDED = frozenset({"landlock", "seccomp"})
_TOLD = {"landlock": "Landlock", "seccomp": "a filter of system calls"}
_lock = threading.Lock()
_found: "list[Tier]" = []


@dataclass(frozen=True)
class Tier:
    """``value`` 2: generated code sees no network, home, key or process outside; 1: it is bounded and cleared away.

    ``how`` it is done, or why there is no more; ``missing`` are parts of tier 2 that this system does not have.
    """

    value: int
    how: str
    missing: tuple[str, ...] = ()

    @property
    def says(self) -> str:
        """The tier in one line."""
        without = f" (without {' and '.join(self.missing)})" if self.missing else ""
        return f"tier {self.value}: {self.how}{without}"


def required_tier(least: int) -> Tier:
    """The tier of this process's kernels. Raises ``KernelUnavailable`` where it is below ``least``."""
    tier = fence_tier()
    if tier.value < least:
        what = f"Nothing is run here: the fence is of tier {tier.value}, and tier {least} is required"
        raise KernelUnavailable(what, tier.how, MEND)
    return tier


def fence_tier() -> Tier:
    """The tier of this process's kernels; blocks for a moment the first time."""
    with _lock:
        if not _found:
            _found.append(find_tier())
        return _found[0]


def find_tier() -> Tier:
    """Tries the fence anew."""
    if sys.platform != "linux":
        return Tier(1, f"limits only, because {sys.platform} has no namespaces")
    try:
        held, says = _try_fence()
    except (OSError, subprocess.SubprocessError) as error:
        held, says = frozenset(), str(error)
    if gaps := _NEEDED - held:
        return Tier(1, f"limits only, because {says or 'there are gaps in ' + ', '.join(sorted(gaps))}")
    missing = tuple(_TOLD[layer] for layer in sorted(_ADDED - held))
    return Tier(2, "namespaces, with no network, no home, no other processes and a bounded disk", missing)


def _try_fence() -> tuple[frozenset[str], str]:
    """The layers that hold, and what the child complained about."""
    with tempfile.TemporaryDirectory(prefix="devloop-") as folder, socket.create_server(("127.0.0.1", 0)) as server:
        root, canary = Path(folder, "root"), Path(folder, "canary")
        canary.write_text("seen")
        for each in (root, root / "sockets", root / "tmp"):
            each.mkdir(mode=0o700)
        outside = {
            "home": str(Path.home()),
            "canary": str(canary),
            "port": server.getsockname()[1],
            "pid": os.getpid(),
        }
        asked = {**Fence(2, str(root), ("sockets",)).as_dict(), "outside": outside}
        command = [sys.executable, "-P", "-c", _BOOT, PACKAGE_ROOT, json.dumps(asked)]
        ended = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=_TRIAL_SECONDS, check=False)
    if ended.returncode:
        return frozenset(), (ended.stderr.splitlines() or [f"its trial ended with {ended.returncode}"])[-1]
    return frozenset(json.loads(ended.stdout)), ""
