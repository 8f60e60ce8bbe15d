"""Each layer of the fence stops something: without it a harm succeeds that it stops otherwise."""

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from devloop_nb.kernels.fence.spec import LAYERS, Fence
from devloop_nb.kernels.fence.tier import PACKAGE_ROOT, fence_tier

pytestmark = pytest.mark.skipif(fence_tier().value < 2, reason=f"this machine has no tier 2: {fence_tier().how}")

INSIDE = """
import ctypes, json, os, resource, socket, sys
sys.path.insert(0, sys.argv[1])
from devloop_nb.kernels.fence.entry import enter
from devloop_nb.kernels.fence.spec import Fence
outside = json.loads(sys.argv[3])
enter(Fence(**json.loads(sys.argv[2])))
libc = ctypes.CDLL(None, use_errno=True)
"""
# Each of them leaves nothing behind and raises where the layer holds.
HARMS = {
    "files": "assert open(outside['canary']).read() == 'seen'",
    "network": "socket.create_connection(('127.0.0.1', outside['port']), 2).close()",
    "processes": "os.kill(outside['pid'], 0) if os.getuid() == 0 else os.stat(f\"/proc/{outside['pid']}\")",
    "user": "open('/shared/s/of_root').close()",
    "capabilities": "assert int(next(l for l in open('/proc/self/status') if l.startswith('CapBnd')).split()[1], 16)",
    "landlock": "open(outside['root'] + '/s/file', 'w').close()",
    "seccomp": "assert libc.unshare(0x10000000) == 0",
    "limits": "files = [open('/dev/null') for _ in range(1200)]",
}


@pytest.fixture
def outside() -> Iterator[dict[str, object]]:
    """A folder that everybody can read, for without a layer others still stand; TMPDIR may be one user's own."""
    with (
        tempfile.TemporaryDirectory(prefix="dl-", dir="/tmp") as folder,
        socket.create_server(("127.0.0.1", 0)) as server,
    ):
        Path(folder).chmod(0o755)
        root, canary = Path(folder, "root"), Path(folder, "canary")
        canary.write_text("seen")
        for each in (root, root / "s", root / "tmp"):
            each.mkdir()
        (root / "s" / "of_root").touch(0o600)
        yield {"root": str(root), "canary": str(canary), "port": server.getsockname()[1], "pid": os.getpid()}


def does_harm(layer: str, off: tuple[str, ...], outside: dict[str, object]) -> bool:
    fence = Fence(2, str(outside["root"]), shared=("s",), off=off)
    command = [sys.executable, "-P", "-c", INSIDE + HARMS[layer], PACKAGE_ROOT]
    command += [json.dumps(fence.as_dict()), json.dumps(outside)]
    ended = subprocess.run(command, cwd="/", capture_output=True, text=True, timeout=30, check=False)
    assert ended.returncode in (0, 1), ended.stderr
    return ended.returncode == 0


@pytest.mark.parametrize("layer", sorted(HARMS))
def test_without_the_layer_the_harm_succeeds(layer: str, outside: dict[str, object]) -> None:
    if layer == "user" and os.geteuid() != 0:
        pytest.skip("an ordinary user has no rights of root to give up")
    assert not does_harm(layer, (), outside)
    assert does_harm(layer, (layer,), outside)


def test_every_layer_has_its_harm() -> None:
    assert set(HARMS) == LAYERS
