"""A Dask cluster of real processes on loopback: a scheduler, and workers whose kernels have folders of their own."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from kernel_suites import gone, inhabitants, wait_until

START_SECONDS, END_SECONDS = 60.0, 5.0


@dataclass
class Machine:
    """One worker: its process, and where its kernels are."""

    process: "subprocess.Popen[bytes]"
    folder: Path

    @property
    def busy(self) -> bool:
        """Whether it runs a suite; a kernel that is only ready has written no journal."""
        try:
            return any(journal.stat().st_size for journal in self.folder.glob("devloop-*/journal"))
        except FileNotFoundError:  # Folders come and go.
            return False


@dataclass
class Cluster:
    """Ends with its block, which fails where a process, a kernel or a kernel's folder is left behind."""

    python: tuple[str, ...] = (sys.executable,)
    environment: dict[str, str] = field(default_factory=dict)
    workers: int = 2
    port: str = "0"

    def __enter__(self) -> "Cluster":
        self.folder = Path(tempfile.mkdtemp(prefix="dl-")).resolve()
        self.machines: list[Machine] = []
        file = ("--scheduler-file", str(self.folder / "file"))
        self.scheduler = self._start("dask_scheduler", "--host", "127.0.0.1", "--port", self.port, *file)
        try:
            self._ready(self.scheduler, lambda: self._told().endswith("}"))
        except BaseException:  # The block that would end it is not entered.
            self.scheduler.kill()
            self.scheduler.wait()
            raise
        self.address = json.loads(self._told())["address"]
        for _ in range(self.workers):
            self.add()
        return self

    def add(self, *arguments: str) -> Machine:
        """Another worker, which does one thing at a time. It has not registered yet."""
        folder = self.folder / f"m{len(self.machines)}"
        folder.mkdir()
        options = ("--no-nanny", "--nthreads", "1", "--local-directory", str(self.folder))
        process = self._start("dask_worker", self.address, *options, *arguments, TMPDIR=str(folder))
        self.machines.append(Machine(process, folder))
        return self.machines[-1]

    def wait(self, workers: int) -> None:
        """Returns when so many have registered, one time or another."""
        log = self.folder / "dask_scheduler-0.log"
        wait_until(lambda: log.read_text().count("Register worker") >= workers, START_SECONDS)

    @property
    def log(self) -> str:
        """What all of them have said."""
        return "".join(path.read_text() for path in sorted(self.folder.glob("*.log")))

    def __exit__(self, *_error: object) -> None:
        ended = [*(machine.process for machine in self.machines), self.scheduler]
        family = [child for each in ended for child in _family(each)]
        for each in ended:
            each.terminate()
            each.wait(60)
        # A worker that was killed could not clear its folder, and a template looks for its session's end.
        killed = [machine for machine in self.machines if machine.process.returncode == -signal.SIGKILL]
        left = [path for machine in self.machines if machine not in killed for path in machine.folder.iterdir()]
        until = time.monotonic() + END_SECONDS
        while not all(map(gone, family)) and time.monotonic() < until:
            time.sleep(0.05)
        alive = [each for each in family if not gone(each)] + inhabitants(self.folder)
        for each in alive:
            each.kill()
        log = self.log
        shutil.rmtree(self.folder)
        assert not left, left
        assert not alive, (alive, log)

    def _start(self, program: str, *arguments: str, **more: str) -> "subprocess.Popen[bytes]":
        command = [*self.python, "-m", f"distributed.cli.{program}", "--no-dashboard"]
        environment = {**os.environ, **self.environment, **more}
        with (self.folder / f"{program}-{len(self.machines)}.log").open("wb") as log:
            return subprocess.Popen([*command, *arguments], env=environment, stdout=log, stderr=log, cwd=self.folder)

    def _told(self) -> str:
        """What the scheduler has written about itself so far."""
        file = self.folder / "file"
        return file.read_text().rstrip() if file.exists() else ""

    def _ready(self, process: "subprocess.Popen[bytes]", true: Callable[[], object]) -> None:
        wait_until(lambda: process.poll() is not None or true(), START_SECONDS)
        assert process.poll() is None, self.log


def _family(process: "subprocess.Popen[bytes]") -> list[psutil.Process]:
    try:
        return psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []
