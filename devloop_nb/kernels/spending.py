"""What a kernel takes with all its processes, seen from outside; each bounds itself too, but not their sum."""

import asyncio
import os
import time
from contextlib import suppress
from pathlib import Path

import psutil

from devloop_nb.kernels.family import descendants
from devloop_nb.kernels.fence.spec import Fence
from devloop_nb.kernels.unseen import unseen_bytes

_LOOK_SECONDS, _MIB = 0.2, 2**20


class Spending:
    """Looks at the process ``pid``, at what descends from it, and at its folder on the disk."""

    def __init__(self, pid: int, fence: Fence, memory_mib: int) -> None:
        self._pid, self._fence, self._memory_mib = pid, fence, memory_mib
        # At once: a quick suite may have taken much by the first look.
        self._held_at_first = sum(map(_resident, _family(pid))) / _MIB
        self._looked = time.monotonic()

    async def overspent(self) -> str:
        """What there is too much of, as a sentence; empty where all is well, or it is too early to look again."""
        if time.monotonic() - self._looked < _LOOK_SECONDS:
            return ""
        says = await asyncio.to_thread(self._look)
        self._looked = time.monotonic()
        return says

    def _look(self) -> str:
        processes = _family(self._pid)
        if len(processes) > self._fence.processes:
            return f"it started {len(processes)} processes, and may start {self._fence.processes}"
        return self._too_much_memory(processes) or self._too_many_files()

    def _too_much_memory(self, processes: list[psutil.Process]) -> str:
        unseen = unseen_bytes(process.pid for process in processes) / _MIB
        held = sum(map(_resident, processes)) / _MIB + unseen
        most = self._held_at_first + self._memory_mib
        # Pages that processes share count in each of them at first, which is quicker to read.
        if held > most and (held := sum(map(_proportional, processes)) / _MIB + unseen) > most:
            return f"its processes held {held:.0f} MiB together, and may hold {self._memory_mib} MiB"
        return ""

    def _too_many_files(self) -> str:
        files, size = 0, 0
        for folder, folders, names in os.walk(self._fence.root):
            files += len(folders) + len(names)
            size += sum(_size(Path(folder, name)) for name in names)
            if files > self._fence.scratch_files:
                return f"it wrote more than {self._fence.scratch_files} files"
        if size > self._fence.scratch_mib * _MIB:
            return f"it wrote {size / _MIB:.0f} MiB of files, and may write {self._fence.scratch_mib} MiB"
        return ""


def _family(pid: int) -> list[psutil.Process]:
    """A process and what descends from it, without those that have just ended."""
    found: list[psutil.Process] = []
    for each in (pid, *descendants(pid)):
        with suppress(psutil.Error):
            found.append(psutil.Process(each))
    return found


def _resident(process: psutil.Process) -> int:
    with suppress(psutil.Error, OSError):
        return int(process.memory_info().rss)
    return 0


def _proportional(process: psutil.Process) -> int:
    """Its own pages, and its share of those it shares; all of them where the system does not tell."""
    try:
        lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024
    except (OSError, StopIteration):
        return _resident(process)


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.lstat().st_blocks * 512
    return 0
