"""The template: up to date, alone, replaced when it dies, and gone with its session."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import psutil
import pytest
from jupyter_client.manager import KernelManager
from kernel_suites import gone, suite_of, wait_until

from devloop_nb.kernels.forks import servers
from devloop_nb.kernels.forks.server import ForkFailed, ForkServer
from devloop_nb.kernels.runner import KernelRunner
from devloop_nb.values.limits import Limits

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
ONE = suite_of("def test_one(): ...\n")


@pytest.fixture(autouse=True)
def no_template_is_left():
    servers.close_servers()
    yield
    servers.close_servers()
    assert not psutil.Process().children(recursive=True)


def template_of() -> psutil.Process:
    (child,) = psutil.Process().children()
    return child


@pytest.fixture
def server_for(tmp_path):
    """A template that finds packages in ``tmp_path`` too."""
    opened = []

    def open_server(*preload: str) -> ForkServer:
        opened.append(ForkServer(preload, {"PATH": os.environ["PATH"], "PYTHONPATH": str(tmp_path)}))
        return opened[-1]

    yield open_server
    for server in opened:
        server.retire()
        server.close()


def is_current(server: ForkServer) -> bool:
    return asyncio.run(server.is_current())


def test_a_package_that_comes_is_seen_at_once(server_for, tmp_path):
    server = server_for()
    assert is_current(server)
    (tmp_path / "notes.txt").write_text("no package")
    (tmp_path / "__pycache__").mkdir()
    assert is_current(server)
    (tmp_path / "new_package").mkdir()
    assert not is_current(server)


def test_a_package_that_goes_is_seen_at_once(server_for, tmp_path):
    (tmp_path / "old-1.0.dist-info").mkdir()
    server = server_for()
    assert is_current(server)
    (tmp_path / "old-1.0.dist-info").rmdir()
    assert not is_current(server)


def test_a_preloaded_file_that_changes_is_seen(server_for, tmp_path):
    (tmp_path / "dl_one.py").write_text("VALUE = 1")
    (tmp_path / "dl_two.py").write_text("VALUE = 1")
    server = server_for("dl_one")
    assert is_current(server)
    (tmp_path / "dl_two.py").write_text("VALUE = 2")
    time.sleep(1.1)
    assert is_current(server)
    (tmp_path / "dl_one.py").write_text("VALUE = 2")
    time.sleep(1.1)
    assert not is_current(server)


def test_a_template_with_threads_is_not_forked(tmp_path):
    (tmp_path / "dl_threads.py").write_text(
        "import threading, time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n"
    )
    spec = {"env": {"PYTHONPATH": str(tmp_path)}, "cwd": "/", "argv": []}
    with pytest.raises(ForkFailed, match="the imports of dl_threads leave 2 threads, which fork badly"):
        asyncio.run(servers.fork_kernel(spec, ("dl_threads",), 1, 2))


def test_where_nothing_can_be_forked_the_kernel_starts_cold(tmp_path):
    (tmp_path / "dl_dies.py").write_text("import os; os._exit(3)")
    manager = KernelManager(kernel_name="devloop-fresh", connection_file=str(tmp_path / "kernel.json"))
    manager.kernel_spec.metadata["kernel_provisioner"]["config"] = {"preload": ["dl_dies"]}
    manager.start_kernel(env={**os.environ, "PYTHONPATH": str(tmp_path)}, stderr=subprocess.DEVNULL)
    assert isinstance(manager.provisioner.process, subprocess.Popen)
    manager.shutdown_kernel(now=True)


def test_a_template_that_dies_is_replaced(kernels):
    async def twice():
        runner = KernelRunner()
        for _ in range(2):
            assert (await runner.run({}, ONE, Limits())).status == "passed"
            template = template_of()
            template.kill()
            await asyncio.to_thread(wait_until, partial(gone, template))
        assert runner.cold_because == ""
        assert (await runner.run({}, ONE, Limits())).status == "passed"
        await runner.close()

    asyncio.run(twice())


def test_kernels_die_with_their_template(kernels):
    async def kill():
        runner = KernelRunner()
        await runner.run({}, ONE, Limits())
        stuck = asyncio.create_task(runner.run({}, suite_of("def test_one(): max(iter(int, 1))"), Limits()))
        await asyncio.to_thread(wait_until, lambda: any(file.stat().st_size for file in kernels.glob("*/journal")))
        template_of().kill()
        outcome = await stuck
        assert (outcome.status, outcome.message.partition(": ")[2]) == ("crashed", "the kernel was ended by SIGKILL")
        await runner.close()

    asyncio.run(kill())


def test_numpy_comes_with_the_template_only_where_it_is_imported(run):
    tests = "import sys\ndef test_loaded(): print('numpy' in sys.modules)\n"
    assert run(tests, scale="").tests[0].stdout == "False\n"
    assert run(tests, scale="import json").tests[0].stdout == "False\n"
    outcome = run(tests, scale="def scale():\n    import numpy.linalg")
    assert outcome.tests[0].stdout == "True\n"
    shadowed = run(
        "import numpy\ndef test_own(): assert numpy.OWN\n", numpy="OWN = True", scale="import numpy.linalg as n"
    )
    assert shadowed.status == "passed"


def test_the_template_has_no_keys(kernels, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "--canary-4711")

    async def look():
        runner = KernelRunner()
        await runner.run({}, ONE, Limits())
        assert "canary" not in str(template_of().environ())
        await runner.close()

    asyncio.run(look())


SESSION = """
import asyncio, sys, tempfile
tempfile.tempdir = sys.argv[1]
sys.path.insert(0, sys.argv[2])
from kernel_suites import suite_of
from devloop_nb.kernels.runner import KernelRunner
from devloop_nb.values.limits import Limits
asyncio.run(KernelRunner().run({}, suite_of("def test_one(): ..."), Limits()))
print("ran", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("way", ["killed", "ended"])
def test_the_template_ends_with_its_session(kernels, way):
    arguments = [sys.executable, "-c", SESSION, str(kernels), str(Path(__file__).parent)]
    session = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert session.stdout.readline() == b"ran\n"
    (template,) = psutil.Process(session.pid).children()
    if way == "killed":
        session.send_signal(signal.SIGKILL)
    session.communicate(timeout=20)
    wait_until(lambda: gone(template))
