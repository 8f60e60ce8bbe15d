"""Runs the suites in every way, in random order, and gathers what each took."""

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec

from devloop_nb.kernels.bench.figures import Figures, Results
from devloop_nb.kernels.bench.floor import Floor
from devloop_nb.kernels.bench.foreign_ways import ColdKernel, NbClient, Papermill, PytestProcess, WarmPool
from devloop_nb.kernels.bench.holding import hold_cold, hold_ours
from devloop_nb.kernels.bench.our_ways import Ours
from devloop_nb.kernels.bench.way import Way
from devloop_nb.kernels.bench.workload import NUMERIC, TINY, Workload
from devloop_nb.kernels.runner import KernelRunner

WORKERS, _WARM_UP = 2, 1
ON_DEMAND, READY, COLD = "ours on demand", "ours, ready", "ours, started cold"


async def bench_kernels(rounds: int, seconds: float, only: str, tell: Callable[[str], None]) -> Results:
    """Figures by suite and way; ``seconds`` is how long the throughput of each is measured.

    ``only`` is a part of the names of the ways that are measured.
    """
    ways, workloads = [way for way in _ways(tell) if only in way.name], (TINY, NUMERIC)
    results = {(workload.name, way.name): Figures() for workload in workloads for way in ways}
    try:
        await _time(ways, workloads, rounds, results, tell)
        await _count(ways, workloads, seconds, results, tell)
        await _hold(workloads, results, tell)
    finally:
        for way in ways:
            await way.close()
    return results


async def _hold(workloads: Sequence[Workload], results: Results, tell: Callable[[str], None]) -> None:
    for workload in workloads:
        tell(f"memory: {workload.name}")
        for name in (ColdKernel.name, ON_DEMAND, READY):
            if figures := results.get((workload.name, name)):
                cold = name == ColdKernel.name
                figures.held = await (hold_cold(workload) if cold else hold_ours(workload, ahead=name == READY))


def _ways(tell: Callable[[str], None]) -> list[Way]:
    foreign: list[Way] = [ColdKernel(), NbClient(), PytestProcess(), WarmPool(), Floor()]
    if find_spec("papermill"):
        foreign.append(Papermill())
    else:
        tell("papermill is not installed, so it is left out: pip install 'devloop-nb[bench]'")
    # Each has a runner of its own: what one has ready must not help another.
    ours: list[Way] = [
        Ours(COLD, KernelRunner(cold=True, ahead=False)),
        Ours(ON_DEMAND, KernelRunner(ahead=False)),
        Ours(READY, KernelRunner(), waits=True),
    ]
    return [*foreign, *ours]


async def _time(
    ways: Sequence[Way], workloads: Sequence[Workload], rounds: int, results: Results, tell: Callable[[str], None]
) -> None:
    pairs = [(way, workload) for way in ways for workload in workloads]
    for number in range(-_WARM_UP, rounds):
        tell(f"round {number + 1} of {rounds}" if number >= 0 else "warming up")
        for way, workload in random.sample(pairs, len(pairs)):
            await way.run(workload)  # So that what is kept ready is ready for this suite.
            await way.get_set(workload)
            spent, began = way.spent(), time.perf_counter()
            await way.run(workload)
            took = time.perf_counter() - began
            if number >= 0:
                results[workload.name, way.name].seconds.append(took)
                results[workload.name, way.name].cpu.append(way.spent() - spent)


async def _count(
    ways: Sequence[Way], workloads: Sequence[Workload], seconds: float, results: Results, tell: Callable[[str], None]
) -> None:
    pairs = [(way, workload) for way in ways for workload in workloads]
    for way, workload in random.sample(pairs, len(pairs)):
        tell(f"{WORKERS} workers: {way.name}, {workload.name}")
        began = time.perf_counter()
        ends = began + seconds

        async def work(way: Way = way, workload: Workload = workload, ends: float = ends) -> int:
            done = 0
            while time.perf_counter() < ends:
                await way.run(workload)
                done += 1
            return done

        done = await asyncio.gather(*(work() for _ in range(WORKERS)))
        results[workload.name, way.name].per_second = sum(done) / (time.perf_counter() - began)
