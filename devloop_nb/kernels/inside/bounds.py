"""What one test may spend, and what it spent."""

import asyncio
import contextlib
import resource
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # In the kernel the pieces share one namespace.
    from devloop_nb.kernels.inside.words import TookTooLong

MIB = 2**20
LARGEST_FILE_MIB = 128


@contextlib.contextmanager
def alarm(seconds: float, says: str) -> Iterator[None]:
    """Raises ``TookTooLong`` in the block after ``seconds``, and again every half second while it is swallowed."""

    def ring(_signal: int, _frame: object) -> None:
        raise TookTooLong(says)

    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001), 0.5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


@contextlib.contextmanager
def no_running_loop() -> Iterator[None]:
    """Hides the kernel's own event loop, so that tests may call ``asyncio.run`` in the main thread."""
    loop = asyncio._get_running_loop()
    swap = getattr(asyncio.tasks, "_swap_current_task", lambda _loop, _task: None)
    task = swap(loop, None)
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(loop)
        swap(loop, task)


def set_limits(memory_mib: int) -> None:
    """Lets the process map so much more than it has mapped now, write no huge file and dump no core."""
    with contextlib.suppress(OSError, ValueError):  # Not every system bounds its address space.
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * resource.getpagesize() + memory_mib * MIB
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE_MIB * MIB, LARGEST_FILE_MIB * MIB))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def memory_mib() -> tuple[float, float]:
    """What the process holds now and the most it has held; twice the latter where the system does not tell."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        unit = 1 if sys.platform == "darwin" else 1024
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / MIB
        return most, most
    kib = {line.split(":")[0]: int(line.split()[1]) for line in lines if line.startswith(("VmRSS", "VmHWM"))}
    return kib["VmRSS"] / 1024, kib["VmHWM"] / 1024


class Meter:
    """Wall and processor seconds, and the peak of memory above the level at the start."""

    def __init__(self) -> None:
        with contextlib.suppress(OSError):  # Lets the peak start again at what is held now.
            Path("/proc/self/clear_refs").write_text("5")
        self.held = memory_mib()[0]
        self.wall, self.cpu = time.perf_counter(), time.process_time()

    def read(self) -> dict[str, Any]:
        """What was spent since the start."""
        wall, cpu = time.perf_counter() - self.wall, time.process_time() - self.cpu
        return {"seconds": wall, "cpu_seconds": cpu, "peak_mib": max(0.0, memory_mib()[1] - self.held)}
