"""The floor: a fork of a process that has imported everything, with pytest in the child, and nothing else.

No kernel, no fence, no measures, no limits, no report but the number of tests that passed.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from devloop_nb.kernels.bench.way import NotRight
from devloop_nb.kernels.bench.workload import Workload
from devloop_nb.kernels.environment import FIXED

_PROGRAM = """
import gc, json, os, sys
from devloop_nb.kernels.forks.preload import preload
from devloop_nb.kernels.forks.warm_up import warm_up
from devloop_nb.kernels.inside.suite import NOT_NEEDED, OPTIONS
preload(sys.argv[1:])
warm_up()
import pytest
gc.collect()
gc.freeze()

class Count:
    passed = 0
    def pytest_runtest_logreport(self, report):
        self.passed += report.when == "call" and report.passed

def child(folder, result):
    os.chdir(folder)
    sys.path.insert(0, folder)
    sys.dont_write_bytecode = True
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    count = Count()
    pytest.main([*OPTIONS, *(f"-pno:{name}" for name in NOT_NEEDED), "test_scale.py"], plugins=[count])
    os.write(result, str(count.passed).encode())
    os._exit(0)

for line in sys.stdin:
    result, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        child(line.strip(), write)
    os.close(write)
    _, _, used = os.wait4(pid, 0)
    print(json.dumps([os.read(result, 20).decode(), used.ru_utime + used.ru_stime]), flush=True)
    os.close(result)
"""


class Floor:
    """One process for each set of packages."""

    name = "floor: fork and pytest"

    def __init__(self) -> None:
        self._processes: dict[tuple[str, ...], list[asyncio.subprocess.Process]] = {}
        self._spent = 0.0

    async def get_set(self, workload: Workload) -> None:
        """The process is there before the suite, as a template is."""
        if workload.packages not in self._processes:
            self._processes[workload.packages] = [await self._start(workload)]

    async def _start(self, workload: Workload) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", _PROGRAM, *workload.packages),
            env={**os.environ, **FIXED},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            limit=2**16,
        )

    async def run(self, workload: Workload) -> None:
        """The folder is made and removed, as for every other way."""
        free = self._processes.setdefault(workload.packages, [])
        process = free.pop() if free else await self._start(workload)
        assert process.stdin and process.stdout  # They are pipes.
        with tempfile.TemporaryDirectory() as folder:
            await asyncio.to_thread(workload.write, Path(folder))
            process.stdin.write(f"{folder}\n".encode())
            passed, spent = json.loads(await process.stdout.readline())
        free.append(process)
        self._spent += spent
        if passed != "5":
            raise NotRight(f"{self.name}: {passed!r} passed")

    def spent(self) -> float:
        """What the children told."""
        return self._spent

    async def close(self) -> None:
        """Closes their input, which ends them."""
        for process in [each for free in self._processes.values() for each in free]:
            assert process.stdin  # It is a pipe.
            process.stdin.close()
            await process.wait()
