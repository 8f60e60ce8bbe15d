"""What the bench needs of every way to run a suite."""

import os
import resource
from pathlib import Path
from typing import Protocol

import psutil

from devloop_nb.kernels.bench.workload import Workload


class Way(Protocol):
    """One way; ``spent`` are the seconds of processor time of all processes it has started and seen the end of."""

    name: str

    async def get_set(self, workload: Workload) -> None:
        """What is not timed: whatever is there before a suite comes."""

    async def run(self, workload: Workload) -> None:
        """One suite, from its start until nothing is left of it. Raises ``NotRight`` where it did not pass."""

    def spent(self) -> float:
        """Seconds of processor time so far."""

    async def close(self) -> None:
        """Ends what is left."""


class NotRight(Exception):
    """A suite that has to pass did not."""


def spent_by_children() -> float:
    """Processor time of the children that this process has waited for, with theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def spent_by_grandchildren() -> float:
    """The same for the children that still live."""
    total = 0.0
    for child in psutil.Process().children():
        fields = Path(f"/proc/{child.pid}/stat").read_text().rpartition(")")[2].split()
        total += (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")
    return total
