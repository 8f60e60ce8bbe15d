"""The same suites through a Dask cluster of two real workers: the same outcomes, and nothing left."""

import asyncio
import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from dask_machines import Cluster
from kernel_suites import suite_of, wait_until
from verdict_suites import ENDS, LIMITS, various, verdict

from devloop_nb.kernels.dask_runner import DaskRunner
from devloop_nb.kernels.fresh_kernels import FreshKernels
from devloop_nb.values.errors import BadInput
from devloop_nb.values.limits import Limits

pytest.importorskip("distributed")
# DEVLOOP_DASK_SUITES=200 pytest tests/kernels/test_dask_runner.py -k many -s
MANY = int(os.environ.get("DEVLOOP_DASK_SUITES", "60"))
STUCK = "def test_stuck(): max(iter(int, 1))\n"
PATIENT = Limits(test_seconds=120.0, suite_seconds=120.0)
CODE = {"it": "def double(x):\n    return 2 * x\n"}
TESTS = "from it import double\ndef test_one(): assert double(1) == 2\ndef test_two(): assert double('a') == 'aa'\n"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with Cluster() as started:
        yield started


def on(cluster: Cluster, story: Callable[[DaskRunner], Awaitable[Any]]) -> Any:
    """Runs a story with a runner that is closed at the end."""

    async def told() -> Any:
        runner = DaskRunner(cluster.address)
        try:
            return await story(runner)
        finally:
            await runner.close()

    return asyncio.run(told())


async def all_of(runner: Any, count: int) -> list[Any]:
    return await asyncio.gather(*(runner.run(code, suite, LIMITS) for code, suite in various(count)))


def here(count: int) -> list[Any]:
    async def run() -> list[Any]:
        runner = FreshKernels()
        try:
            return await all_of(runner, count)
        finally:
            await runner.close()

    return asyncio.run(run())


def test_many_suites_end_as_on_this_machine(cluster, kernels):
    began = time.monotonic()
    own = here(MANY)
    between = time.monotonic()
    theirs = on(cluster, lambda runner: all_of(runner, MANY))
    ended = time.monotonic()
    print(f"\n{MANY} suites: {between - began:.1f} s here, {ended - between:.1f} s through two workers")
    for (code, _suite), mine, other in zip(various(MANY), own, theirs, strict=True):
        assert verdict(mine) == verdict(other), code
    statuses = {outcome.status for outcome in theirs}
    assert statuses == {"passed", "failed", "error", "timeout", "crashed"} or len(ENDS) > MANY
    assert len({outcome.receipt.nonce for outcome in theirs if outcome.receipt}) == sum(
        outcome.receipt is not None for outcome in theirs
    )


def test_both_workers_take_part(cluster):
    on(cluster, lambda runner: all_of(runner, 8))
    for machine in cluster.machines:
        log = (cluster.folder / f"dask_worker-{cluster.machines.index(machine)}.log").read_text()
        assert log.count("Starting Worker plugin devloop-nb") == 1, "one fork server for each worker"


def test_a_receipt_is_that_of_the_kernel_on_the_worker(cluster):
    outcome = on(cluster, lambda runner: runner.run(CODE, suite_of(TESTS), Limits()))
    assert outcome.status == "passed"
    assert outcome.receipt.sources == {"it": hashlib.sha256(CODE["it"].encode()).hexdigest()}
    assert outcome.receipt.suite == suite_of(TESTS).sha256


def test_verdicts_are_sealed_and_growth_is_measured_on_a_worker(cluster):
    async def story(runner: DaskRunner) -> None:
        sealed = await runner.seal(CODE, suite_of(TESTS, ("test_one", "test_two")), Limits())
        mine = FreshKernels()
        assert verdict(sealed) == verdict(await mine.seal(CODE, suite_of(TESTS, ("test_one", "test_two")), Limits()))
        open_tests = "import it, sys\ndef test_one(): assert sys.modules['it'] is it\n"
        refused = await runner.seal(CODE, suite_of(open_tests), Limits())
        assert refused == await mine.seal(CODE, suite_of(open_tests), Limits())
        await mine.close()
        inputs = "def inputs(n): return (list(range(n)),)"
        measured = await runner.measure(
            {"it": "def f(xs): return sum(xs)\n"}, ("it", "f"), inputs, Limits(), budget_seconds=0.5
        )
        assert not measured.problem
        assert measured.samples[-1].n > 1000

    on(cluster, story)


def test_lines_and_imports_are_measured_on_a_worker(cluster):
    async def story(runner: DaskRunner) -> None:
        covered = await runner.cover(CODE, suite_of(TESTS, ("test_one",)), Limits())
        mine = FreshKernels()
        here = await mine.cover(CODE, suite_of(TESTS, ("test_one",)), Limits())
        await mine.close()
        assert covered.tests and (covered.tests, covered.loading, covered.problem) == (here.tests, here.loading, "")
        assert not (await runner.measure_import(CODE, "it", Limits())).problem

    on(cluster, story)


def test_what_is_refused_on_a_worker_is_refused_here(cluster):
    with pytest.raises(BadInput, match="cannot be the name of a file") as caught:
        on(cluster, lambda runner: runner.run({"../evil": ""}, suite_of(TESTS), Limits()))
    assert type(caught.value) is BadInput


def test_text_that_utf8_cannot_say_comes_through(cluster):
    code = {"it": "def double(x):\n    return '\udcff' and 2 * x\n"}
    assert on(cluster, lambda runner: runner.run(code, suite_of(TESTS), Limits())).status == "passed"


def busy(cluster: Cluster) -> bool:
    return any(machine.busy for machine in cluster.machines)


def test_who_is_cancelled_cancels_the_suite_on_the_worker(cluster):
    async def story(runner: DaskRunner) -> None:
        task = asyncio.create_task(runner.run({}, suite_of(STUCK), PATIENT))
        await asyncio.to_thread(wait_until, lambda: busy(cluster))
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await asyncio.to_thread(wait_until, lambda: not busy(cluster))
        assert (await runner.run(CODE, suite_of(TESTS), Limits())).status == "passed"

    on(cluster, story)


@pytest.mark.parametrize("seconds", [0, 0.002, 0.02, 0.1, 0.3])
def test_a_run_can_be_cancelled_at_any_moment(cluster, seconds):
    async def story(runner: DaskRunner) -> None:
        task = asyncio.create_task(runner.run({}, suite_of(STUCK), PATIENT))
        await asyncio.sleep(seconds)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        both = [runner.run(CODE, suite_of(TESTS), Limits()) for _ in cluster.machines]
        assert {outcome.status for outcome in await asyncio.gather(*both)} == {"passed"}
        await asyncio.to_thread(wait_until, lambda: not busy(cluster))

    on(cluster, story)


def test_close_ends_what_is_running_on_the_workers(cluster):
    async def story(runner: DaskRunner) -> None:
        task = asyncio.create_task(runner.run({}, suite_of(STUCK), PATIENT))
        await asyncio.to_thread(wait_until, lambda: busy(cluster))
        await runner.close()
        assert task.cancelled()

    on(cluster, story)
    wait_until(lambda: not busy(cluster))


CALLER = f"""
import asyncio, sys
sys.path.insert(0, sys.argv[2])
from kernel_suites import suite_of
from devloop_nb.kernels.dask_runner import DaskRunner
from devloop_nb.values.limits import Limits
limits = Limits(test_seconds=120.0, suite_seconds=120.0)
asyncio.run(DaskRunner(sys.argv[1]).run({{}}, suite_of({STUCK!r}), limits))
"""


def test_the_suite_of_a_caller_that_is_killed_ends(cluster):
    caller = subprocess.Popen([sys.executable, "-c", CALLER, cluster.address, str(Path(__file__).parent)])
    wait_until(lambda: busy(cluster))
    caller.send_signal(signal.SIGKILL)
    caller.wait()
    wait_until(lambda: not busy(cluster))
