"""What is wrong with a cluster is said in one line: what happened, why, and what to do."""

import asyncio
import json
import os
import socketserver
import subprocess
import sys
import sysconfig
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from dask_machines import Cluster
from kernel_suites import suite_of

from devloop_nb.kernels.dask_order import likeness, read_answer, read_order, write_order, write_refusal
from devloop_nb.kernels.dask_runner import DaskRunner
from devloop_nb.specs.settings_file import read_settings
from devloop_nb.values.errors import BadSetting, EnvironmentProblem, KernelUnavailable
from devloop_nb.values.limits import Limits
from devloop_nb.values.settings_layers import merge_settings

pytest.importorskip("distributed")
COMMAND = str(Path(sys.executable).with_name("devloop-nb"))


def complaint(address: str) -> EnvironmentProblem:
    async def run() -> None:
        runner = DaskRunner(address)
        try:
            await runner.run({}, suite_of("def test_one(): ..."), Limits())
        finally:
            await runner.close()

    with pytest.raises(EnvironmentProblem) as caught:
        asyncio.run(run())
    assert caught.value.mend
    assert "\n" not in caught.value.line
    return caught.value


def free_address() -> str:
    with socketserver.TCPServer(("127.0.0.1", 0), socketserver.BaseRequestHandler) as server:
        return f"tcp://127.0.0.1:{server.server_address[1]}"


def test_where_there_is_no_scheduler(tmp_path: Path) -> None:
    address = free_address()
    error = complaint(address)
    assert error.what == f"No Dask scheduler answers at {address}"
    assert "Timed out" in error.why
    (tmp_path / "one.py").write_text("")
    (tmp_path / "test_one.py").write_text("import one\ndef test_one(): ...\n")
    arguments = ["test", "--code", "one.py", "test_one.py", "--executor", address]
    told = subprocess.run(
        [COMMAND, *arguments], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert told.returncode == 5
    assert told.stderr == f"devloop-nb: {error.line}\n"
    assert told.stdout == ""


class Web(socketserver.BaseRequestHandler):
    """Answers whatever it hears as a web server would."""

    def handle(self) -> None:
        self.request.recv(100)
        self.request.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")


@pytest.fixture
def web() -> Iterator[str]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Web) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"tcp://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_where_something_else_answers(web: str) -> None:
    assert complaint(web).what == f"No Dask scheduler answers at {web}"


def test_where_there_are_no_certificates() -> None:
    error = complaint(free_address().replace("tcp", "tls"))
    assert "No Dask scheduler answers at tls://" in error.what
    assert "TLS" in error.why


def test_where_there_are_no_workers() -> None:
    with Cluster(workers=0) as cluster:
        error = complaint(cluster.address)
        assert error.what == f"The Dask scheduler at {cluster.address} has no workers"
        assert error.mend == f"Start some, with: dask worker {cluster.address}"


@pytest.fixture(scope="module", params=["", "0.0.1"])
def others(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, str]]:
    """An environment with the same packages, but devloop-nb of another version, or not at all."""
    packages = tmp_path_factory.mktemp("packages")
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if path.suffix != ".pth" and not path.name.startswith(("devloop", "_devloop", "__editable__")):
            (packages / path.name).symlink_to(path)
    if request.param:
        about = packages / f"devloop_nb-{request.param}.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: devloop-nb\nVersion: {request.param}\n")
    return request.param or "missing", {"PYTHONPATH": str(packages)}


def test_where_nobody_has_it_or_another_version(others: tuple[str, dict[str, str]]) -> None:
    version, environment = others
    with Cluster(python=(sys.executable, "-S"), environment=environment, workers=1) as cluster:
        cluster.wait(1)
        error = complaint(cluster.address)
    own = likeness()["devloop-nb"]
    assert error.what.startswith("The Dask worker tcp://127.0.0.1:")
    assert error.why == f"devloop-nb is {own} on the one side and {version} on the other"


def test_where_one_of_the_workers_has_it_not_or_another_version(others: tuple[str, dict[str, str]]) -> None:
    version, environment = others
    with Cluster(workers=1) as cluster:
        cluster.python, cluster.environment = (sys.executable, "-S"), environment
        cluster.add()
        cluster.wait(2)
        error = complaint(cluster.address)
    assert error.what.startswith("The Dask worker tcp://127.0.0.1:")
    assert error.what.endswith("does not fit")
    assert error.why.endswith(f"and {version} on the other")
    assert "Install the same devloop-nb" in error.mend


def test_where_a_worker_that_comes_later_has_it_not(others: tuple[str, dict[str, str]]) -> None:
    async def story(cluster: Cluster) -> str:
        runner = DaskRunner(cluster.address)
        assert (await runner.run({}, suite_of("def test_one(): ..."), Limits())).status == "passed"
        cluster.python, cluster.environment = (sys.executable, "-S"), others[1]
        cluster.add()
        await asyncio.to_thread(cluster.wait, 2)
        cluster.machines[0].process.terminate()
        await asyncio.to_thread(cluster.machines[0].process.wait, 30)
        with pytest.raises(EnvironmentProblem) as caught:
            await runner.run({}, suite_of("def test_one(): ..."), Limits())
        await runner.close()
        assert cluster.machines[1].process.poll() is None, "asking did it no harm"
        return caught.value.line

    with Cluster(workers=1) as cluster:
        line = asyncio.run(story(cluster))
    assert "does not fit: devloop-nb is" in line


def test_another_python_is_refused_by_whoever_takes_the_order() -> None:
    order = json.loads(write_order("run", {"sources": {}})) | {"python": "3.99"}
    with pytest.raises(EnvironmentProblem, match=r"python is 3\.\d+ on the one side and 3\.99 on the other"):
        read_order(json.dumps(order))


@pytest.mark.parametrize(
    "answer", ["", "[]", "{}", '{"order": "0", "value": {}}', '{"order": "%", "value": {"status": "fine"}}']
)
def test_an_answer_to_something_else_is_not_believed(answer: str) -> None:
    order = write_order("run", {"sources": {}, "suite": suite_of(""), "limits": Limits()})
    digest = json.loads(write_refusal(order, KernelUnavailable("")))["order"]
    with pytest.raises(KernelUnavailable, match="answer of a Dask worker cannot be used"):
        read_answer(order, answer.replace("%", digest))


def test_two_orders_are_never_the_same() -> None:
    first, second = (write_order("run", {"sources": {}}) for _ in range(2))
    assert first != second
    with pytest.raises(KernelUnavailable, match="something else than what was asked"):
        read_answer(first, write_refusal(second, KernelUnavailable("")))


@pytest.mark.parametrize(
    "address", ["localhost:8786", "tcp://host", "http://host:80", "tcp://me@host:1", "tcp://h:x"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(BadSetting) as caught:
        merge_settings({"executor": address})
    assert "is like tcp://host:8786" in caught.value.line
    assert merge_settings({"executor": "tls://host:8786"}).executor == "tls://host:8786"
    assert merge_settings({}).executor == ""


def test_a_file_from_somebody_else_cannot_send_code_anywhere(tmp_path: Path) -> None:
    (tmp_path / "devloop.toml").write_text('executor = "tcp://somewhere:8786"\n')
    with pytest.raises(BadSetting, match="executor cannot be set in a file"):
        read_settings(tmp_path)


NO_DASK = """
import sys
sys.modules["distributed"] = None
from devloop_nb.frontends.cli.app import main
main()
"""


def test_where_dask_is_not_installed(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("")
    (tmp_path / "test_one.py").write_text("import one\ndef test_one(): ...\n")
    arguments = ["test", "--code", "one.py", "test_one.py", "--executor", "tcp://127.0.0.1:1"]
    command = [sys.executable, "-c", NO_DASK, *arguments]
    told = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False, env=os.environ
    )
    assert told.returncode == 5
    assert "pip install 'devloop-nb[dask]'" in told.stderr
    assert len(told.stderr.splitlines()) == 1
