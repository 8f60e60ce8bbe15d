"""The tier is found by trying, said where it is low, and required where somebody wants it."""

import asyncio
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from as_user import command_as_user
from kernel_suites import outcomes

from devloop_nb.kernels.fence.health import fence_health
from devloop_nb.kernels.fence.tier import fence_tier, find_tier
from devloop_nb.values.limits import Limits
from devloop_nb.values.settings import Settings

FOLDER = Path(__file__).parent
RUN = f"""
import asyncio, sys
sys.path.insert(0, {str(FOLDER)!r})
from kernel_suites import suite_of
from devloop_nb.kernels.fence.health import fence_health
from devloop_nb.kernels.runner import KernelRunner
from devloop_nb.values.errors import KernelUnavailable
from devloop_nb.values.limits import Limits

async def main():
    runner, suite = KernelRunner(), suite_of(sys.argv[1])
    try:
        outcome = await runner.run({{}}, suite, Limits(require_tier=int(sys.argv[2])))
        print(outcome.status, outcome.fence, [case.message for case in outcome.failing])
    except KernelUnavailable as error:
        print(error.line)
    print(await fence_health())
    await runner.close()

asyncio.run(main())
"""
needs_tier_two = pytest.mark.skipif(fence_tier().value < 2, reason=f"this machine has no tier 2: {fence_tier().how}")
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


@needs_tier_two
def test_the_tier_is_in_every_outcome(run) -> None:
    outcome = run("def test_one(): ...", limits=Limits(require_tier=2))
    assert (outcome.status, outcome.fence) == ("passed", fence_tier().says)
    assert outcome.fence.startswith("tier 2: namespaces")


@needs_tier_two
def test_a_crash_inside_is_told_as_outside(run) -> None:
    outcome = run("def test_one(): __import__('ctypes').string_at(0)", limits=Limits(require_tier=2))
    assert outcome.message == "test_it.py::test_one: the kernel was ended by SIGSEGV"
    assert outcomes(outcome) == {"test_one": "error"}


def run_as(prefix: list[str], tests: str, required: int, **environment: str) -> str:
    command = [*prefix, sys.executable, "-c", RUN, tests, str(required)]
    told = subprocess.run(
        command, env={**os.environ, **environment}, cwd="/", capture_output=True, text=True, timeout=60
    )
    assert told.returncode == 0, told.stderr
    return told.stdout


@needs_root
@pytest.mark.skipif(not shutil.which("setpriv"), reason="setpriv is not installed")
def test_where_namespaces_are_refused_the_tier_is_low_and_said(tmp_path: Path) -> None:
    # Without the right to map root, root can make no user namespace; and it has no others to make without one.
    without_rights = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]
    low = run_as(without_rights, "def test_one(): ...", 0, TMPDIR="/tmp")
    assert low.startswith("passed tier 1: limits only, because ")
    assert "about='fence' ok=False" in low and "Allow unprivileged user namespaces" in low
    refused = run_as(without_rights, "def test_one(): ...", 2, TMPDIR="/tmp")
    assert refused.startswith("Nothing is run here: the fence is of tier 1, and tier 2 is required")


@needs_root
@needs_tier_two
def test_an_ordinary_user_has_tier_two_as_well(tmp_path: Path) -> None:
    tests = f"""
        import os, pytest, multiprocessing, math
        def test_inside():
            assert os.getuid() == 65534 and os.getpid() < 10
            with pytest.raises(OSError):
                open("/etc/hostname", "a")
            assert not os.path.exists({str(tmp_path)!r})
            with multiprocessing.get_context("fork").Pool(2) as pool:
                assert pool.map(math.isqrt, [4, 9]) == [2, 3]
        def test_bounded():
            with pytest.raises(BlockingIOError):
                for _ in range(600):
                    os.fork() or __import__("time").sleep(3) or os._exit(0)
        def test_dies(): __import__("ctypes").string_at(0)
    """
    command, environment = command_as_user(tmp_path, RUN, tests, "2")
    told = subprocess.run(command, env=environment, cwd="/", capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith("crashed tier 2: namespaces"), told.stdout
    assert "['the kernel was ended by SIGSEGV']" in told.stdout
    assert "about='fence' ok=True" in told.stdout


def test_the_doctor_says_what_was_found() -> None:
    health = asyncio.run(fence_health())
    assert (health.ok, health.says) == (find_tier().value > 1, find_tier().says)
    assert health.ok or "namespaces" in health.mend


def test_the_setting_becomes_a_limit() -> None:
    assert Settings(require_tier=2).limits.require_tier == 2
    assert Settings().limits.require_tier == 0
