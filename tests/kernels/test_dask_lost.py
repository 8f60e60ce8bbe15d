"""Workers, and the scheduler, that are lost while suites run."""

import asyncio
import signal
import time

import psutil
import pytest
from dask_machines import Cluster, Machine
from kernel_suites import gone, suite_of, wait_until
from verdict_suites import verdict

from devloop_nb.kernels.dask_runner import DaskRunner
from devloop_nb.kernels.fresh_kernels import FreshKernels
from devloop_nb.values.errors import KernelUnavailable
from devloop_nb.values.limits import Limits

pytest.importorskip("distributed")
SLOW = "import time\ndef double(x):\n    time.sleep(0.5)\n    return {n} * x\n"
TESTS = "from it import double\ndef test_one(): assert double(1) == 2\n"
STUCK = "def test_stuck(): max(iter(int, 1))\n"
PATIENT = Limits(test_seconds=120.0, suite_seconds=120.0)


def kill_at_work(machine: Machine) -> None:
    """SIGKILL to a worker of which it is certain that a suite is running in it."""
    ends = time.monotonic() + 30
    while True:
        wait_until(lambda: machine.busy)
        machine.process.send_signal(signal.SIGSTOP)
        if machine.busy:  # It cannot end the suite any more.
            break
        machine.process.send_signal(signal.SIGCONT)
        assert time.monotonic() < ends
    family = psutil.Process(machine.process.pid).children(recursive=True)
    assert len(family) > 1, "a template, and a kernel"
    machine.process.send_signal(signal.SIGKILL)
    machine.process.wait()
    wait_until(lambda: all(gone(each) for each in family))


def test_a_worker_that_is_killed_at_work_costs_nothing(kernels):
    suites = [({"it": SLOW.format(n=2 + n % 2)}, suite_of(TESTS)) for n in range(8)]

    async def story(cluster: Cluster) -> None:
        runner, own = DaskRunner(cluster.address), FreshKernels()
        running = [asyncio.create_task(runner.run(code, suite, Limits())) for code, suite in suites]
        await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        assert sum(task.done() for task in running) < len(running) - 2
        await asyncio.to_thread(kill_at_work, cluster.machines[0])
        assert not all(task.done() for task in running)
        theirs = await asyncio.gather(*running)
        mine = [await own.run(code, suite, Limits()) for code, suite in suites[:2]]
        assert [verdict(outcome) for outcome in theirs] == [verdict(mine[n % 2]) for n in range(len(suites))]
        await own.close()
        await runner.close()

    with Cluster() as cluster:
        asyncio.run(story(cluster))


def at_work(cluster: Cluster, seen: list[Machine]) -> Machine:
    wait_until(lambda: any(each.busy for each in cluster.machines if each not in seen))
    return next(each for each in cluster.machines if each not in seen and each.busy)


def test_a_suite_whose_workers_are_lost_again_and_again_is_given_up():
    async def story(cluster: Cluster) -> str:
        runner = DaskRunner(cluster.address)
        task = asyncio.create_task(runner.run({}, suite_of(STUCK), PATIENT))
        seen: list[Machine] = []
        for _ in range(2):
            seen.append(await asyncio.to_thread(at_work, cluster, seen))
            await asyncio.to_thread(kill_at_work, seen[-1])
        with pytest.raises(KernelUnavailable) as caught:
            await task
        await runner.close()
        return caught.value.line

    once_more = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
    with Cluster(environment=once_more, workers=3) as cluster:
        line = asyncio.run(story(cluster))
    assert "2 workers were lost, one after the other" in line


def test_a_lost_scheduler_is_named_and_another_is_found():
    async def lose(cluster: Cluster, runner: DaskRunner) -> None:
        task = asyncio.create_task(runner.run({}, suite_of(STUCK), PATIENT))
        machine = await asyncio.to_thread(at_work, cluster, [])
        family = psutil.Process(machine.process.pid).children(recursive=True)
        cluster.scheduler.kill()
        with pytest.raises(KernelUnavailable, match=r"scheduler at .* was lost"):
            await task
        # The worker leaves when it has looked for the scheduler long enough, and leaves nothing.
        await asyncio.to_thread(wait_until, lambda: all(gone(each) for each in family), 40.0)

    async def story(cluster: Cluster, again: Cluster) -> None:
        runner = DaskRunner(cluster.address)
        await lose(cluster, runner)
        with again as second:
            assert second.address == cluster.address
            assert (await runner.run({}, suite_of("def test_one(): ..."), Limits())).status == "passed"
            await runner.close()

    with Cluster(workers=1) as cluster:
        port = cluster.address.rpartition(":")[2]
        asyncio.run(story(cluster, Cluster(workers=1, port=port)))
