"""Ctrl-C at the console script, as a terminal sends it: to the whole group of processes, once or again and again."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from command_line import COMMAND, GOOD, HALF, devloop, environment, write_spec
from model_server import ModelServer, Reply, chat

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no groups that a signal can be sent to")
KEY = {"OPENAI_API_KEY": "sk-none-0000"}


def begin(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [COMMAND, *arguments],
        cwd=folder,
        env=environment(**KEY),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def interrupt(child: "subprocess.Popen[str]", *, again: bool) -> str:
    """Once, or until it has gone; what it said on stderr."""
    os.killpg(child.pid, signal.SIGINT)
    while again and child.poll() is None:
        time.sleep(0.02)
        os.killpg(child.pid, signal.SIGINT)
    return child.communicate(timeout=60)[1]


def until(holds: Callable[[], object]) -> None:
    ends = time.monotonic() + 60
    while not holds() and time.monotonic() < ends:
        time.sleep(0.05)


@pytest.mark.parametrize("again", [False, True], ids=["once", "again and again"])
def test_a_run_that_is_interrupted_leaves_nothing_behind_and_goes_on(tmp_path: Path, again: bool) -> None:
    write_spec(tmp_path)
    answers = iter([HALF, "", GOOD])

    def answer(_: object) -> Reply | str:
        code = next(answers)
        return chat(code=f"```python\n{code}\n```") if code else Reply(hang=60.0)

    with ModelServer(answer) as server:
        child = begin(tmp_path, "run", "clamp.md", "--lm", "openai/test", "--api-base", server.url, "--no-review")
        until(lambda: len(server.hits) == 2)
        below = psutil.Process(child.pid).children(recursive=True)
        assert below, "its kernels"
        said = interrupt(child, again=again)
        run = devloop(tmp_path, "history", "--json").json["runs"][0]
        assert child.returncode == 130 and "Traceback" not in said, said
        first, last = said.splitlines()[-2:]
        assert first == "stopping; Ctrl-C once more leaves at once"
        assert last.startswith("devloop-nb: ") and last.endswith(f"devloop-nb resume {run['run']}")
        if not again:
            assert "stopped; the best so far is attempt 1 of clamp with 0.67; all of it is kept" in last
        assert not psutil.wait_procs(below, timeout=10)[1], "processes are left"
        told = devloop(tmp_path, "resume", "clamp", "--json", **KEY)
    assert told.code == 0 and told.json["runs"][0]["modules"][0]["attempts"] == 2, told.err


def test_what_is_no_run_says_that_it_was_interrupted(tmp_path: Path) -> None:
    (tmp_path / "my_code.py").write_text("one = 1\n")
    (tmp_path / "test_code.py").write_text("import time, my_code\n\ndef test_slow():\n    time.sleep(60)\n")
    child = begin(tmp_path, "test", "--code", "my_code.py", "test_code.py")
    until(lambda: psutil.Process(child.pid).children(recursive=True))
    assert interrupt(child, again=False).splitlines() == ["devloop-nb: interrupted"] and child.returncode == 130
