"""What a process finds that looks for gaps in the fence around it; run in a child that is thrown away."""

import errno
import json
import os
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from devloop_nb.kernels.fence.entry import enter
from devloop_nb.kernels.fence.spec import Fence
from devloop_nb.kernels.fence.system_calls import NAMESPACES, call


def main() -> None:
    """The fence and what lies outside it, as JSON in the first argument; prints which layers hold."""
    asked = json.loads(sys.argv[1])
    outside = asked.pop("outside")
    fence = Fence(**asked)
    enter(fence)
    holds: dict[str, Callable[[], bool]] = {
        "files": lambda: _scratch_takes(fence) and not _sees_files(outside),
        "network": lambda: not _reaches(outside["port"]),
        "processes": lambda: not Path(f"/proc/{outside['pid']}").exists(),
        "user": lambda: os.getuid() != 0 and not _status("CapEff"),
        "landlock": lambda: _refused(errno.EACCES, Path(fence.root, fence.shared[0], "file").touch),
        "seccomp": lambda: _refused(errno.EPERM, lambda: call("unshare", NAMESPACES["users"])),
    }
    print(json.dumps([layer for layer, does in holds.items() if does()]))  # noqa: T201  # To the one that asked.


def _sees_files(outside: dict[str, str]) -> bool:
    """Of a home only the folders on the way to an interpreter may be there."""
    with suppress(OSError):
        if any(each.is_file() for each in Path(outside["home"]).iterdir()):
            return True
    return Path(outside["canary"]).exists()


def _scratch_takes(fence: Fence) -> bool:
    file = Path(fence.root, "tmp", "file")
    file.write_text("text")
    return file.read_text() == "text"


def _reaches(port: int) -> bool:
    with socket.socket() as any_socket:
        any_socket.settimeout(1)
        return any_socket.connect_ex(("127.0.0.1", port)) == 0


def _status(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1], 16)


def _refused(code: int, attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except OSError as error:
        return error.errno == code
    return False


if __name__ == "__main__":
    main()
