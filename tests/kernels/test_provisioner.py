"""The kernel ``devloop-fresh`` in other people's programs: an ordinary kernel, only sooner there."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from jupyter_client.manager import AsyncKernelManager, KernelManager
from kernel_suites import wait_until

from devloop_nb.kernels.forks.process import ForkedProcess
from devloop_nb.kernels.forks.servers import close_servers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")


@pytest.fixture(scope="module")
def manager(tmp_path_factory):
    folder = tmp_path_factory.mktemp("k")
    manager = KernelManager(kernel_name="devloop-fresh", connection_file=str(folder / "kernel.json"))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    manager.start_kernel(cwd=str(folder), env={**environment, "NOTED": "yes"})
    yield manager
    manager.shutdown_kernel(now=True)
    close_servers()


@pytest.fixture
def ask(manager):
    """Runs code and gives what it printed, what its last line was, and what it raised."""
    client = manager.blocking_client()
    client.start_channels()
    client.wait_for_ready(timeout=30)

    def run(code: str, timeout: float = 20) -> tuple[str, str, str]:
        said = {"stdout": "", "stderr": "", "result": "", "error": ""}

        def hear(message):
            content = message["content"]
            if message["msg_type"] == "stream":
                said[content["name"]] += content["text"]
            elif message["msg_type"] == "execute_result":
                said["result"] = content["data"]["text/plain"]
            elif message["msg_type"] == "error":
                said["error"] = content["ename"]

        client.execute_interactive(code, timeout=timeout, output_hook=hear, allow_stdin=False)
        return said["stdout"] + said["stderr"], said["result"], said["error"]

    yield run
    client.stop_channels()


def test_it_is_forked(manager):
    assert isinstance(manager.provisioner.process, ForkedProcess)


def test_results_streams_and_errors(ask):
    assert ask("print('out'); 6 * 7") == ("out\n", "42", "")
    assert ask("import os; os.write(1, b'low'); os.write(2, b'er'); None")[0] in ("lower", "erlow")
    assert ask("1 / 0") == ("", "", "ZeroDivisionError")
    assert ask("!echo from the shell") == ("from the shell\r\n", "", "")
    assert ask("import asyncio; await asyncio.sleep(0, 'awaited')") == ("", "'awaited'", "")
    assert ask("input()") == ("", "", "StdinNotImplementedError")


def test_it_stands_where_an_ordinary_kernel_stands(ask, manager):
    assert ask("import os; os.environ['NOTED'], 'DEVLOOP_ROOM' in os.environ")[1] == "('yes', False)"
    assert ask("os.getcwd()")[1] == repr(str(Path(manager.connection_file).parent))
    assert ask("import sys; '' in sys.path, sys.argv[0], __import__('__main__').__dict__ is globals()")[1] == (
        "(True, 'ipykernel_launcher.py', True)"
    )
    assert ask("import os; os.getsid(0) == os.getpid() == os.getpgid(0)")[1] == "True"
    assert ask("[name for name in sys.modules if name.startswith('devloop_nb')]")[1] == "[]"
    ask("from pathlib import Path; links = [p for p in Path('/proc/self/fd').iterdir() if p.exists()]")
    ask("files = {p.name: os.readlink(p) for p in links}")
    assert ask("files['0'], [file for file in files.values() if 'memfd' in file]")[1] == "('/dev/null', [])"


def test_processes_of_its_own(ask):
    assert ask("import subprocess; subprocess.run(['echo', 'child'], capture_output=True).stdout")[1] == "b'child\\n'"
    semaphores = set(Path("/dev/shm").glob("sem.mp-*"))
    ask("import gc, multiprocessing as m")
    # A pool that somebody still has when its kernel is killed leaves its semaphores, in any kernel.
    ask("def work(way):\n    with m.get_context(way).Pool(1) as pool: print(pool.map(abs, [-3]))\n    pool.join()")
    for way in ("fork", "spawn", "forkserver"):
        assert ask(f"work({way!r}); gc.collect(); None") == ("[3]\n", "", "")
    assert set(Path("/dev/shm").glob("sem.mp-*")) <= semaphores


def test_kernels_of_one_template_share_no_chance(ask, tmp_path):
    code = "import random, multiprocessing.process as p; random.random(), p.current_process().authkey"
    other = KernelManager(kernel_name="devloop-fresh", connection_file=str(tmp_path / "kernel.json"))
    other.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    client = other.blocking_client()
    client.start_channels()
    results = []
    client.execute_interactive(
        code, output_hook=lambda m: results.append(m["content"].get("data", {}).get("text/plain")), timeout=20
    )
    client.stop_channels()
    other.shutdown_kernel(now=True)
    first, second = ask(code)[1], next(filter(None, results))
    assert first.split(",")[0] != second.split(",")[0]
    assert first.split(",")[1] != second.split(",")[1]


def test_interrupt(manager, ask):
    for code in ("import time; time.sleep(60)", "while True: pass"):
        later = threading.Timer(0.5, manager.interrupt_kernel)
        later.start()
        assert ask(code, timeout=30)[2] == "KeyboardInterrupt"
        later.join()
    assert ask("'still here'")[1] == "'still here'"


def test_restart_forgets_everything(manager, ask):
    ask("kept = 1")
    before = manager.provisioner.process.pid
    manager.restart_kernel(now=True)
    assert manager.provisioner.process.pid != before


def test_after_the_restart(ask):
    assert ask("kept")[2] == "NameError"


def test_the_end_is_noticed_and_its_status_known(tmp_path):
    for code, status in ("import os; os._exit(7)", 7), ("import os; os.kill(os.getpid(), 9)", -signal.SIGKILL):
        manager = KernelManager(kernel_name="devloop-fresh", connection_file=str(tmp_path / "kernel.json"))
        manager.start_kernel()
        client = manager.blocking_client()
        client.start_channels()
        client.execute(code)
        wait_until(lambda manager=manager: not manager.is_alive())
        assert manager.provisioner.process.poll() == status
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_shutdown_when_asked_leaves_nothing(tmp_path):
    async def live():
        manager = AsyncKernelManager(kernel_name="devloop-fresh", connection_file=str(tmp_path / "kernel.json"))
        await manager.start_kernel(stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        process = manager.provisioner.process
        client = manager.client()
        client.start_channels()
        await client.wait_for_ready(timeout=30)
        await client.execute_interactive("import atexit, os; atexit.register(os.write, 4, b'bye')", timeout=20)
        client.stop_channels()
        await manager.shutdown_kernel()
        return process

    process = asyncio.run(live())
    assert process.returncode == 0
    assert process.usage["utime"] > 0
    assert not list(tmp_path.iterdir())
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)
