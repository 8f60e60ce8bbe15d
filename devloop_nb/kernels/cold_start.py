"""Starts a kernel from nothing: an interpreter that has everything still to import."""

import json
import os
import subprocess
import sys
from typing import IO

from jupyter_client.launcher import launch_kernel

from devloop_nb.kernels.environment import kernel_environment
from devloop_nb.kernels.fence.tier import PACKAGE_ROOT
from devloop_nb.kernels.scratch import Scratch

# The parent-death signal ends also a kernel that is stuck in C code and would never look for its parent; on Linux
# nobody has to look, and inside a fence the parent has another number.
_BOOT = """
import ctypes, json, os, signal, sys
parent, folder, fence = int(sys.argv.pop(1)), sys.argv.pop(1), json.loads(sys.argv.pop(1))
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    os.environ.pop("JPY_PARENT_PID", None)
if os.getppid() != parent:
    os._exit(1)
sys.path.append(folder)
from devloop_nb.kernels.fence.entry import enter
from devloop_nb.kernels.fence.spec import Fence
sys.path.pop()
enter(Fence(**fence))
from ipykernel.kernelapp import launch_new_instance
launch_new_instance()
"""
_OPTIONS = ("--HistoryManager.enabled=False", "--InteractiveShellApp.ignore_cwd=True")


async def start_cold(scratch: Scratch, marker: str, log: IO[bytes]) -> "subprocess.Popen[bytes]":
    """The process, which has not bound its sockets yet. Raises ``OSError``."""
    fence = json.dumps(scratch.fence.as_dict())
    boot = [sys.executable, "-P", "-c", _BOOT, str(os.getpid()), PACKAGE_ROOT, fence]
    boot += ["-f", str(scratch.connection_file), *_OPTIONS]
    environment = kernel_environment(scratch, marker)
    process: subprocess.Popen[bytes] = launch_kernel(
        boot, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, cwd=str(scratch.work)
    )
    return process
