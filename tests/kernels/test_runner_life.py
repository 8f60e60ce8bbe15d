"""Several kernels at once, cancelled, closed, orphaned, or not to be had."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from kernel_suites import inhabitants, suite_of, wait_until

from devloop_nb.kernels.forks.servers import close_servers
from devloop_nb.kernels.health import kernel_health
from devloop_nb.kernels.runner import KernelRunner
from devloop_nb.values.errors import BadInput, KernelUnavailable
from devloop_nb.values.limits import Limits

STUCK = "def test_stuck(): max(iter(int, 1))\n"


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_runs_at_the_same_time_do_not_mix(kernels):
    async def together():
        runner = KernelRunner()
        suite = suite_of("from scale import scale\ndef test_one(): assert scale() == 1\n")
        code = [f"def scale(): return {number}" for number in (1, 2, 1)]
        return await asyncio.gather(*(runner.run({"scale": each}, suite, Limits()) for each in code))

    outcomes = asyncio.run(together())
    assert [outcome.status for outcome in outcomes] == ["passed", "failed", "passed"]
    assert len({outcome.receipt.nonce for outcome in outcomes}) == 3


def test_a_cancelled_run_leaves_nothing(kernels):
    async def cancel_after(seconds):
        task = asyncio.create_task(KernelRunner().run({}, suite_of(STUCK), Limits()))
        await asyncio.sleep(seconds)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not inhabitants(kernels)
        assert not list(kernels.iterdir())

    asyncio.run(cancel_after(0.2))
    close_servers()
    before = open_files()
    for seconds in (0, 0.001, 0.01, 0.015, 0.02, 0.025, 0.03, 0.1, 0.3, 0.7):
        asyncio.run(cancel_after(seconds))
    close_servers()
    assert open_files() == before


@pytest.mark.parametrize("seconds", (0.001, 0.01, 0.02, 0.04, 0.08, 0.3))
def test_a_run_that_is_cancelled_again_and_again_leaves_nothing(kernels, seconds):
    async def cancel():
        task = asyncio.create_task(KernelRunner().run({}, suite_of(STUCK), Limits()))
        await asyncio.sleep(seconds)
        while not task.done():
            task.cancel()
            await asyncio.sleep(0.001)
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not inhabitants(kernels)
        assert not list(kernels.iterdir())

    asyncio.run(cancel())


def test_runs_leave_no_open_file(kernels):
    async def twice(runner):
        await runner.run({}, suite_of("def test_one(): ..."), Limits())
        await runner.run({}, suite_of("import os; os._exit(1)"), Limits())
        await runner.close()

    asyncio.run(twice(KernelRunner()))
    before = open_files()
    asyncio.run(twice(KernelRunner()))
    assert open_files() == before
    assert not psutil.Process().children()


def test_close_ends_what_is_running(kernels):
    async def close_soon():
        runner = KernelRunner()
        task = asyncio.create_task(runner.run({}, suite_of(STUCK), Limits()))
        await asyncio.sleep(0.5)
        await runner.close()
        assert task.cancelled()
        assert not inhabitants(kernels)

    asyncio.run(close_soon())


ORPHAN = f"""
import asyncio, sys, tempfile
tempfile.tempdir = sys.argv[1]
sys.path.insert(0, sys.argv[2])
from kernel_suites import suite_of
from devloop_nb.kernels.runner import KernelRunner
from devloop_nb.values.limits import Limits
asyncio.run(KernelRunner().run({{}}, suite_of({STUCK!r}), Limits()))
"""


def test_a_kernel_in_a_loop_of_c_code_dies_with_its_starter(kernels):
    starter = subprocess.Popen([sys.executable, "-c", ORPHAN, str(kernels), str(Path(__file__).parent)])
    wait_until(lambda: any(journal.stat().st_size for journal in kernels.glob("*/journal")))
    assert inhabitants(kernels)
    starter.send_signal(signal.SIGKILL)
    starter.wait()
    wait_until(lambda: not inhabitants(kernels), seconds=2)
    (orphan,) = kernels.glob("*/journal")
    os.utime(orphan, (0, 0))
    asyncio.run(KernelRunner().run({}, suite_of("def test_one(): ..."), Limits()))
    assert not orphan.exists()


def test_the_folder_of_a_run_that_lives_is_no_orphan(kernels):
    async def age_and_run_another():
        first = asyncio.create_task(
            KernelRunner().run({}, suite_of("import time\ndef test_one(): time.sleep(2)"), Limits())
        )
        await asyncio.to_thread(wait_until, lambda: any(kernels.glob("*/journal")))
        (journal,) = kernels.glob("*/journal")
        os.utime(journal, (0, 0))
        await KernelRunner().run({}, suite_of("def test_two(): ..."), Limits())
        assert journal.exists()
        assert (await first).status == "passed"

    asyncio.run(age_and_run_another())


FROZEN = """
import asyncio, os, sys, tempfile
tempfile.tempdir = sys.argv[1]
sys.path.insert(0, sys.argv[2])
from kernel_suites import suite_of
from devloop_nb.kernels.runner import KernelRunner
from devloop_nb.values.limits import Limits
suite = suite_of("def test_one(): ...\\ndef test_two(): __import__('time').sleep(0.5)\\n")
print(asyncio.run(KernelRunner().run({}, suite, Limits(suite_seconds=2, test_seconds=1))).status)
"""


def test_sleep_of_the_machine_is_not_the_kernels_fault(kernels):
    arguments = [sys.executable, "-c", FROZEN, str(kernels), str(Path(__file__).parent)]
    starter = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
    wait_until(lambda: any(journal.stat().st_size for journal in kernels.glob("*/journal")))
    starter.send_signal(signal.SIGSTOP)
    time.sleep(5)
    starter.send_signal(signal.SIGCONT)
    assert starter.communicate(timeout=30)[0] == "passed\n"


def test_a_name_that_is_not_a_files_is_refused(kernels):
    kernels.chmod(0o755)
    for code, name in ({"../evil": ""}, "test_it.py"), ({}, "../test_it.py"), ({}, "-p.py"):
        with pytest.raises(BadInput):
            asyncio.run(KernelRunner().run(code, suite_of("", name=name), Limits()))
    assert kernels.stat().st_mode & 0o777 == 0o755


def test_the_check_runs_a_kernel(kernels):
    health = asyncio.run(kernel_health())
    assert health.ok
    assert "ipykernel" in health.says


NO_KERNEL = """
import asyncio, sys
from devloop_nb.kernels.forks.servers import close_servers
from devloop_nb.kernels.health import kernel_health
health = asyncio.run(kernel_health())
print(health.ok, health.says, "|", health.mend)
"""


def test_a_python_without_a_kernel_is_named_with_a_mend(kernels):
    bare = sys._base_executable
    if (
        bare == sys.executable
        or subprocess.run([bare, "-c", "import ipykernel"], capture_output=True).returncode == 0
    ):
        pytest.skip("no Python without ipykernel is at hand")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    said = subprocess.run([bare, "-c", NO_KERNEL], env=environment, capture_output=True, text=True, check=True).stdout
    assert said.startswith("False A fresh kernel does not start: it ended at once with code 1")
    assert "No module named 'ipykernel'" in said
    assert "| Check that" in said


def test_no_room_for_a_kernel_is_named_with_a_mend(monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", "/nowhere")
    with pytest.raises(KernelUnavailable, match="/nowhere"):
        asyncio.run(KernelRunner().run({}, suite_of("def test_one(): ..."), Limits()))
