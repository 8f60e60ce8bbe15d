"""Kernels that are there before they are wanted: the same as others, fresh, up to date, and gone in the end."""

import asyncio
import os
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from kernel_suites import gone, inhabitants, outcomes, suite_of, wait_until

from devloop_nb.kernels import ready_kernels
from devloop_nb.kernels.runner import KernelRunner
from devloop_nb.kernels.tree import TreeRunner
from devloop_nb.values.limits import Limits

ONE = suite_of("from scale import scale\ndef test_one(): assert scale() == 1\n")
CODE = {"scale": "def scale(): return 1"}


async def ready(folder: Path) -> list[psutil.Process]:
    """The processes of the kernel in ``folder`` that nobody has asked for anything yet, when it takes requests."""

    def all_there() -> bool:
        return bool(list(folder.glob("*/s/k-*"))) and bool(inhabitants(folder))

    await asyncio.to_thread(wait_until, all_there)
    await asyncio.sleep(0.3)
    return inhabitants(folder)


def test_the_first_suite_is_no_habit(kernels):
    async def once():
        runner = KernelRunner()
        await runner.run(CODE, ONE, Limits())
        assert not inhabitants(kernels)
        await runner.run(CODE, ONE, Limits())
        await ready(kernels)
        await runner.close()
        assert not inhabitants(kernels)
        assert not list(kernels.iterdir())

    asyncio.run(once())


def test_the_next_suite_runs_in_the_kernel_that_waits(kernels):
    tests = """
        import os
        def test_place():
            print(os.getcwd())
            print([name for name in sorted(os.listdir()) if not name.startswith("t_")])
    """

    async def thrice():
        runner = KernelRunner()
        for _ in range(2):
            await runner.run(CODE, ONE, Limits())
        await ready(kernels)
        (folder,) = kernels.iterdir()
        outcome = await runner.run(CODE, suite_of(tests), Limits())
        assert outcome.status == "passed"
        assert outcome.receipt.suite == suite_of(tests).sha256
        where, files = outcome.tests[0].stdout.splitlines()
        assert where == str(folder / "work")
        assert files == "['pytest.ini', 'scale.py', 'test_it.py']"
        await runner.close()

    asyncio.run(thrice())


def test_one_that_waits_for_other_limits_is_not_taken(kernels):
    tests = "import resource\ndef test_cpu(): print(resource.getrlimit(resource.RLIMIT_CPU)[0])\n"

    async def thrice():
        runner = KernelRunner()
        for _ in range(2):
            await runner.run(CODE, ONE, Limits())
        await ready(kernels)
        short, long = [
            (await runner.run({}, suite_of(tests), Limits(suite_seconds=seconds))).tests[0].stdout
            for seconds in (3, 60)
        ]
        assert int(short) < int(long)
        await runner.close()

    asyncio.run(thrice())


def test_one_that_has_died_is_not_taken(kernels):
    async def thrice():
        runner = KernelRunner()
        for _ in range(2):
            await runner.run(CODE, ONE, Limits())
        waiting = await ready(kernels)
        for process in waiting:
            with suppress(psutil.NoSuchProcess):  # They end together.
                process.kill()
        await asyncio.to_thread(wait_until, lambda: all(map(gone, waiting)))
        outcome = await runner.run(CODE, ONE, Limits())
        assert (outcome.status, outcome.message, outcome.stderr) == ("passed", "", "")
        await runner.close()

    asyncio.run(thrice())


def test_none_is_kept_for_long(kernels, monkeypatch):
    monkeypatch.setattr(ready_kernels, "KEEP_SECONDS", 0.5)

    async def wait():
        runner = KernelRunner()
        for _ in range(2):
            await runner.run(CODE, ONE, Limits())
        await ready(kernels)
        for _ in range(500):
            if not inhabitants(kernels):
                break
            await asyncio.sleep(0.02)
        assert not inhabitants(kernels)
        assert outcomes(await runner.run(CODE, ONE, Limits())) == {"test_one": "passed"}
        await runner.close()

    asyncio.run(wait())


def test_cancelled_suites_leave_none(kernels):
    async def cancel():
        runner = KernelRunner()
        for _ in range(2):
            await runner.run(CODE, ONE, Limits())
        for seconds in (0, 0.001, 0.01, 0.05, 0.2):
            task = asyncio.create_task(runner.run({}, suite_of("def test_stuck(): max(iter(int, 1))"), Limits()))
            await asyncio.sleep(seconds)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        await runner.close()
        assert not inhabitants(kernels)

    asyncio.run(cancel())


def test_as_many_suites_run_at_once_as_there_are_cores(kernels):
    tests = suite_of("import time\ndef test_one():\n    print(time.time()); time.sleep(0.3); print(time.time())\n")

    async def many():
        runner = KernelRunner()
        count = 2 * (os.cpu_count() or 1) + 1
        outcomes = await asyncio.gather(*(runner.run({}, tests, Limits()) for _ in range(count)))
        await runner.close()
        return [[float(line) for line in outcome.tests[0].stdout.split()] for outcome in outcomes]

    spans = asyncio.run(many())
    at_once = max(sum(begin <= moment < end for begin, end in spans) for moment, _ in spans)
    assert 1 <= at_once <= (os.cpu_count() or 1)


def test_one_that_waits_for_a_suite_runs_other_code_as_well(tmp_path, kernels):
    (tmp_path / "test_place.py").write_text("import os\ndef test_place(): print(os.getcwd())\n")

    async def thrice():
        runner = TreeRunner()
        for _ in range(2):
            await runner.run({}, suite_of("def test_one(): pass"), Limits())
        await runner.get_ready()
        (folder,) = kernels.iterdir()
        outcome = await runner.run_tree(tmp_path, ("test_place.py",), Limits())
        assert outcome.status == "passed"
        assert outcome.tests[0].stdout == f"{folder}/work/tree\n"
        await runner.close()

    asyncio.run(thrice())


def test_one_that_waits_has_begun_with_pytest_but_with_no_test(kernels):
    tests = "import sys, os\ndef test_one(): print(*sys.path[:1]); assert os.environ['PYTEST_CURRENT_TEST']\n"

    async def thrice():
        runner = KernelRunner()
        for _ in range(2):
            await runner.run(CODE, ONE, Limits())
        await runner.get_ready()
        outcome = await runner.run({"scale": "1 / 0"}, ONE, Limits())
        assert "ZeroDivisionError" in outcome.message
        await runner.get_ready()
        outcome = await runner.run({}, suite_of(tests), Limits())
        assert outcome.status == "passed"
        assert outcome.tests[0].stdout.endswith("/work\n")
        await runner.close()

    asyncio.run(thrice())
