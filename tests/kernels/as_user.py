"""Runs a program as an ordinary user, where the tests are root's."""

import json
import os
import sys
from pathlib import Path

USER = 12345
AS_USER = """
import json, os, sys
from devloop_nb.kernels.fence.system_calls import NAMESPACES, bind, call, make_mounts_private, mount
keep, folder, user = json.loads(sys.argv[1]), sys.argv[2], int(sys.argv[3])
call("unshare", NAMESPACES["mounts"])
make_mounts_private()
# Whatever the interpreter needs may lie in root's home, which is closed to others.
for number, path in enumerate(keep):
    os.mkdir(f"{folder}/{number}")
    bind(path, f"{folder}/{number}", 0)
mount("tmpfs", "/root", 0, "mode=755")
for number, path in enumerate(keep):
    os.makedirs(path)
    bind(f"{folder}/{number}", path, 0)
os.setgroups([])
os.setresgid(user, user, user)
os.setresuid(user, user, user)
os.execv(sys.executable, [sys.executable, "-c", *sys.argv[4:]])
"""


def command_as_user(folder: Path, program: str, *arguments: str) -> tuple[list[str], dict[str, str]]:
    """The command and its environment; ``folder`` is an empty one that it may use."""
    keep = sorted({path for path in (sys.base_prefix, sys.prefix) if path.startswith("/root/")})
    command = [sys.executable, "-c", AS_USER, json.dumps(keep), str(folder), str(USER), program, *arguments]
    return command, {**os.environ, "HOME": "/root", "TMPDIR": "/tmp"}
