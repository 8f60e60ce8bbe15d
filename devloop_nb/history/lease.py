"""Who works on a run: one process at a time, and a dead one does not count."""

import os
import platform
import sqlite3
import time
from dataclasses import astuple, dataclass
from pathlib import Path

import psutil

from devloop_nb.values.errors import RunBusy

# A process on another machine cannot be looked at: it counts as dead when it wrote nothing for so long.
SILENT_SECONDS = 900.0
# Clocks are set while programs run; a process's start may seem to move by that.
SLACK_SECONDS = 5.0


@dataclass(frozen=True)
class Lease:
    """``since`` is the start of the process ``pid``, ``beat`` its last sign of life; seconds since the epoch."""

    holder: str
    pid: int
    boot: str
    host: str
    since: float
    beat: float

    @property
    def live(self) -> bool:
        """Whether that process still runs."""
        if self.host != platform.node():
            return time.time() - self.beat < SILENT_SECONDS
        return self.boot == _boot() and abs(_born(self.pid) - self.since) < SLACK_SECONDS


def claim(connection: sqlite3.Connection, run: str, holder: str) -> None:
    """Takes the run for ``holder`` in this process. Raises ``RunBusy``."""
    held = read(connection, run)
    if held and held.holder != holder and held.live:
        raise RunBusy(
            f"the run {run} is being worked on by process {held.pid} on {held.host}",
            mend="Wait for it, or stop it there.",
        )
    pid = os.getpid()
    mine = Lease(holder, pid, _boot(), platform.node(), _born(pid), time.time())
    connection.execute("INSERT OR REPLACE INTO leases VALUES (?, ?, ?, ?, ?, ?, ?)", (run, *astuple(mine)))


def release(connection: sqlite3.Connection, holder: str, run: str | None = None) -> None:
    """Gives the run back, or all of them."""
    connection.execute("DELETE FROM leases WHERE holder = ? AND run = coalesce(?, run)", (holder, run))


def read(connection: sqlite3.Connection, run: str) -> Lease | None:
    """The run's lease."""
    row = connection.execute(
        "SELECT holder, pid, boot, host, since, beat FROM leases WHERE run = ?", (run,)
    ).fetchone()
    return Lease(*row) if row else None


def _born(pid: int) -> float:
    """When the process was started; 0 where there is none or only its remains."""
    try:
        process = psutil.Process(pid)
        return 0.0 if process.status() == psutil.STATUS_ZOMBIE else process.create_time()
    except psutil.Error:
        return 0.0


def _boot() -> str:
    """Changes with every start of the machine."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return str(round(psutil.boot_time(), -1))
