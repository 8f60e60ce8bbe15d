"""Imports a module in bare interpreters, below the kernel and within its fence, and writes down what that costs."""

import contextlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # In the kernel the pieces share one namespace.
    from devloop_nb.kernels.inside.bounds import set_limits
    from devloop_nb.kernels.inside.words import clip

TRIES, BUDGET_SECONDS = 3, 2.0
# Before the module nothing is imported that an interpreter does not have at its start anyway. What the process holds
# is counted page by page: the counters in /proc/self/status lag behind by up to a MiB.
BARE = """
import os, sys, time
sys.path.insert(0, os.getcwd())
told, name = int(sys.argv[1]), sys.argv[2]
del sys.argv[1:]
def held():
    try:
        with open("/proc/self/smaps_rollup") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("Rss:")) / 1024
    except OSError:
        import resource
        unit = 1 << 20 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
held()
before, began = held(), time.perf_counter()
try:
    __import__(name)
except BaseException as error:
    os.write(told, ascii(f"{type(error).__name__}: {error}")[1:400].encode())
else:
    seconds = time.perf_counter() - began
    os.write(told, f"cost {seconds} {held() - before}".encode())
os._exit(0)
"""


def measure_import(order: dict[str, Any]) -> None:
    """Carries out one order: several tries, as long as they are short."""
    set_limits(order["memory_mib"])
    began = time.monotonic()
    for _ in range(TRIES):
        line = import_once(order["module"], order["seconds"])
        with contextlib.suppress(OSError), Path(order["journal"]).open("a") as journal:
            journal.write(json.dumps({"nonce": order["nonce"], **line}) + "\n")
        if "problem" in line or time.monotonic() - began > BUDGET_SECONDS:
            return


def import_once(module: str, seconds: float) -> dict[str, Any]:
    """Seconds and MiB, or the problem."""
    read, write = os.pipe()
    command = [sys.executable, "-P", "-B", "-c", BARE, str(write), module]
    with os.fdopen(read, "rb") as told:
        try:
            code = subprocess.run(
                command,
                pass_fds=(write,),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=seconds,
                check=False,
            ).returncode
        except subprocess.TimeoutExpired:
            return {"problem": f"the import took longer than {seconds:g} s"}
        finally:
            os.close(write)
        os.set_blocking(told.fileno(), False)  # A process that the module has left behind may hold the other end.
        words = (told.read(1000) or b"").decode("utf-8", "replace")
    if words.startswith("cost "):
        taken, mib = words.split()[1:3]
        return {"seconds": float(taken), "mib": float(mib)}
    return {"problem": clip(words) or f"the import ended the process with exit code {code}"}
