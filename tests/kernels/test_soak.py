"""Hundreds of suites in a row leave nothing and let nothing grow."""

import asyncio
import os
import sys
import time
from collections import Counter
from pathlib import Path

import psutil
import pytest
from kernel_suites import suite_of

from devloop_nb.kernels.runner import KernelRunner
from devloop_nb.values.limits import Limits

SUITES, WARM_UP = 500, 40
MIB = 2**20
TESTS = "from scale import scale\ndef test_one(): assert scale(1) == 2\ndef test_two(): assert scale(2) == 4\n"
CODE = {"scale": "def scale(x):\n    return 2 * x\n"}


def held(process: psutil.Process) -> Counter[str]:
    """How much a process has open: threads by name, files by kind, children."""
    threads = [f"thread {path.read_text().strip()}" for path in Path(f"/proc/{process.pid}/task").glob("*/comm")]
    files = [f"file {_kind(link)}" for link in Path(f"/proc/{process.pid}/fd").iterdir()]
    return Counter([*threads, *files, *("child" for _ in process.children(recursive=True))])


def _kind(link: Path) -> str:
    try:
        return os.readlink(link).partition(":")[0]  # noqa: PTH115  # Most of them are no paths.
    except OSError:
        return "listing"


def shared_memory() -> set[str]:
    return {path.name for path in Path("/dev/shm").iterdir()}


async def run_many(runner: KernelRunner, count: int) -> None:
    suite = suite_of(TESTS)

    async def some(numbers):
        for _ in numbers:
            outcome = await runner.run(CODE, suite, Limits())
            assert (outcome.status, outcome.passed) == ("passed", 2)

    numbers = iter(range(count))
    await asyncio.gather(*(some(numbers) for _ in range(os.cpu_count() or 1)))


@pytest.mark.alone
@pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
def test_five_hundred_suites(kernels):
    me = psutil.Process()

    async def soak():
        runner = KernelRunner()
        await run_many(runner, WARM_UP)
        (template,) = me.children()
        files, memory, mine = template.num_fds(), template.memory_info().rss, me.memory_info().rss
        await run_many(runner, SUITES - WARM_UP)
        assert runner.cold_because == ""
        assert me.children() == [template]
        await runner._source.ready.close()
        assert template.num_fds() <= files
        assert template.memory_info().rss - memory < 2 * MIB
        assert me.memory_info().rss - mine < 8 * MIB
        await runner.close()

    async def short():
        runner = KernelRunner()
        await run_many(runner, 6)
        await runner.close()

    asyncio.run(short())
    before, shared = held(me), shared_memory()
    asyncio.run(soak())
    # The thread in which asyncio waits for a child ends a moment after the child; so one may have been left before.
    until = time.monotonic() + 5
    while held(me) - before and time.monotonic() < until:
        time.sleep(0.05)
    assert not held(me) - before
    assert not shared_memory() - shared
