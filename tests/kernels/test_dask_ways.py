"""Every way in takes ``executor``: command line, magic and function; the tests know where they are run."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from dask_machines import Cluster

from devloop_nb.kernels.dask_health import executor_health

pytest.importorskip("distributed")
COMMAND = str(Path(sys.executable).with_name("devloop-nb"))
GOOD = "def clamp(x, low, high):\n    return max(low, min(x, high))\n"
TESTS = """import os
from clamp import clamp

def test_inside():
    assert clamp(5, 0, 10) == 5
    assert os.getcwd().startswith("{place}/")

def test_below():
    assert clamp(-5, 0, 10) == 0
"""


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with Cluster(workers=1) as started:
        yield started


@pytest.fixture
def spec(cluster: Cluster, tmp_path: Path) -> str:
    (tmp_path / "answers.yaml").write_text(json.dumps({"code": {"clamp": [GOOD]}}))
    tests = TESTS.replace("{place}", str(cluster.folder))
    (tmp_path / "clamp.py").write_text(GOOD)
    (tmp_path / "test_clamp.py").write_text(tests)
    text = (
        f"---\nentry: clamp(x, low, high)\n---\nKeep a number between two bounds\n\n## Tests\n```python\n{tests}```\n"
    )
    (tmp_path / "clamp.md").write_text(text)
    return text


def ended(folder: Path, *command: str, **more: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DEVLOOP_")}
    return subprocess.run(
        command, cwd=folder, env=kept | more, capture_output=True, text=True, timeout=120, check=False
    )


def test_the_command_test(cluster: Cluster, spec: str, tmp_path: Path) -> None:
    arguments = ("test", "--code", "clamp.py", "test_clamp.py", "--json")
    assert ended(tmp_path, COMMAND, *arguments).returncode == 4, "here the folder is another one"
    told = ended(tmp_path, COMMAND, *arguments, "--executor", cluster.address)
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout)["status"] == "passed"
    told = ended(tmp_path, COMMAND, *arguments, DEVLOOP_EXECUTOR=cluster.address)
    assert told.returncode == 0, told.stderr


def test_the_commands_run_and_resume(cluster: Cluster, spec: str, tmp_path: Path) -> None:
    lost = ended(
        tmp_path, COMMAND, "run", "clamp.md", "--lm", "scripted:answers.yaml", "--executor", "tcp://127.0.0.1:1"
    )
    assert lost.returncode == 5
    assert "No Dask scheduler answers at tcp://127.0.0.1:1" in lost.stderr
    again = ended(tmp_path, COMMAND, "resume", "clamp", "--executor", cluster.address)
    assert again.returncode == 0, again.stderr
    same = ended(tmp_path, COMMAND, "run", "clamp.md", "--lm", "scripted:answers.yaml")
    assert same.returncode == 0, "where it ran is not what was asked"
    assert "replayed" in same.stderr
    anew = ended(
        tmp_path,
        COMMAND,
        "run",
        "clamp.md",
        "--lm",
        "scripted:answers.yaml",
        "--rerun",
        "--executor",
        cluster.address,
    )
    assert anew.returncode == 0, anew.stderr


def test_the_doctor(cluster: Cluster, tmp_path: Path) -> None:
    told = ended(tmp_path, COMMAND, "doctor", "--json", DEVLOOP_EXECUTOR=cluster.address)
    checks = {check["about"]: check for check in json.loads(told.stdout)["checks"]}
    assert checks["Dask cluster"]["says"] == f"{cluster.address}: workers 1, suites at once 1"
    assert checks["Dask cluster"]["ok"]
    assert asyncio.run(executor_health("")) == ()
    (broken,) = asyncio.run(executor_health("tcp://127.0.0.1:1"))
    assert not broken.ok
    assert broken.says.startswith("No Dask scheduler answers at tcp://127.0.0.1:1: ")
    assert broken.mend


FUNCTION = """
import asyncio, sys
from pathlib import Path
from devloop_nb import develop
text = Path("clamp.md").read_text()
report = asyncio.run(develop(text, lm="scripted:answers.yaml", executor=sys.argv[1], home="kept"))
print(report.status)
"""


def test_the_function(cluster: Cluster, spec: str, tmp_path: Path) -> None:
    told = ended(tmp_path, sys.executable, "-c", FUNCTION, cluster.address)
    assert told.stdout == "success\n", told.stderr


MAGIC = """
import sys
from pathlib import Path
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
shell.run_line_magic("load_ext", "devloop_nb")
body = Path("clamp.md").read_text()
for line in sys.argv[1:]:
    ran = shell.run_cell(f"{line}\\n{body}" if line.startswith("%%") else line)
    print("ended", type(ran.error_in_exec).__name__)
"""


def test_the_magic(cluster: Cluster, spec: str, tmp_path: Path) -> None:
    cell = "%%devloop clamp --lm scripted:answers.yaml"
    told = ended(tmp_path, sys.executable, "-c", MAGIC, f"{cell} --executor {cluster.address}")
    assert told.stdout.endswith("ended NoneType\n"), told.stdout + told.stderr
    configured = f'%config DevLoop.executor = "{cluster.address}"'
    told = ended(tmp_path, sys.executable, "-c", MAGIC, configured, f"{cell} --rerun")
    assert told.stdout.endswith("ended NoneType\n"), told.stdout + told.stderr
