"""A kernel that has run its suite and is held: what it takes of memory, and where its time went."""

import time
from pathlib import Path

import psutil

from devloop_nb.kernels.bench.figures import Held
from devloop_nb.kernels.bench.foreign_ways import ColdKernel
from devloop_nb.kernels.bench.workload import Workload
from devloop_nb.kernels.order import Order, cell
from devloop_nb.kernels.runner import KernelRunner, follow
from devloop_nb.kernels.spending import Spending
from devloop_nb.values.limits import Limits

_ROUNDS = 7


async def hold_cold(workload: Workload) -> Held:
    """jupyter_client's own."""
    way = ColdKernel()
    manager, client = await way.start()
    for code in workload.cells:
        await client.execute_interactive(code, output_hook=lambda _message: None, timeout=60)
    held = Held(*_memory(manager.provisioner.process.pid))
    client.stop_channels()
    await manager.shutdown_kernel(now=True)
    return held


async def hold_ours(workload: Workload, ahead: bool) -> Held:
    """One of this project's; of each stage the median."""
    runner = KernelRunner(ahead=ahead)
    rounds: list[dict[str, float]] = []
    memory = (0.0, 0.0)
    for _ in range(_ROUNDS + 2):
        await runner.get_ready()
        stages, memory = await _stages(runner, workload)
        rounds.append(stages)
    await runner.close()
    middle = {name: sorted(each[name] for each in rounds[2:])[_ROUNDS // 2] for name in rounds[0]}
    return Held(*memory, middle)


async def _stages(runner: KernelRunner, workload: Workload) -> tuple[dict[str, float], tuple[float, float]]:
    sources, limits, began = {"scale": workload.code}, Limits(), time.perf_counter()
    async with runner._kernel(sources, workload.suite, limits, workload.packages) as kernel:
        there = time.perf_counter()
        order = Order.of(kernel.scratch, sources, workload.suite, limits)
        await follow(kernel, order, cell(order), Spending(kernel.pid, kernel.scratch.fence, limits.memory_mib))
        done = time.perf_counter()
        memory = _memory(kernel.pid)
        measured = time.perf_counter()
    gone = time.perf_counter()
    return {"kernel there": there - began, "suite": done - there, "end": gone - measured}, memory


def _memory(pid: int) -> tuple[float, float]:
    """Proportional and private MiB of a process and its descendants."""
    leader = psutil.Process(pid)
    kib = {"Pss:": 0, "Private_Clean:": 0, "Private_Dirty:": 0}
    for process in [leader, *leader.children(recursive=True)]:
        for line in Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines():
            name, _, rest = line.partition(" ")
            if name in kib:
                kib[name] += int(rest.split()[0])
    return kib["Pss:"] / 1024, (kib["Private_Clean:"] + kib["Private_Dirty:"]) / 1024
