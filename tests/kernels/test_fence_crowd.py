"""What one fenced kernel uses up is not taken from another."""

import asyncio

import pytest
from kernel_suites import suite_of

from devloop_nb.kernels.fence.tier import fence_tier
from devloop_nb.kernels.runner import KernelRunner
from devloop_nb.values.limits import Limits

pytestmark = pytest.mark.skipif(fence_tier().value < 2, reason=f"this machine has no tier 2: {fence_tier().how}")
BOMB = """
import os, signal, time

def test_bomb():
    for number in range(300):
        try:
            child = os.fork()
        except BlockingIOError:
            break
        if child == 0:
            signal.alarm(15)
            time.sleep(15)
            os._exit(0)
    time.sleep(4)
    assert number < 256
"""
MODEST = """
import subprocess, time

def test_modest():
    time.sleep(1.5)
    for _ in range(30):
        subprocess.run(["true"], check=True)
"""


def test_a_bomb_of_processes_leaves_the_neighbour_his(kernels) -> None:
    async def together():
        runner = KernelRunner()
        suites = [suite_of(BOMB), suite_of(MODEST)]
        return await asyncio.gather(*(runner.run({}, suite, Limits(require_tier=2)) for suite in suites))

    bomb, modest = asyncio.run(together())
    assert (bomb.status, modest.status) == ("passed", "passed"), (bomb, modest)
