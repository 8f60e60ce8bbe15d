"""A cell in IPython without a kernel, in a process of its own, and Ctrl-C."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from magics_shell import RIGHT, SCALE, script

SESSION = """
import sys, time
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance(colors="nocolor")
shell.run_line_magic("load_ext", "devloop_nb")
result = shell.run_cell(sys.argv[1])
print("error:", type(result.error_in_exec).__name__, flush=True)
while True:  # Interrupts that come late are no news.
    try:
        time.sleep(0.5)
        print(*shell.run_line_magic("devloop", "history")["status"], flush=True)
        break
    except KeyboardInterrupt:
        pass
"""


@pytest.mark.parametrize("times", (1, 4))
def test_an_interrupted_cell_stops_its_run(tmp_path: Path, times: int) -> None:
    lm = script(tmp_path, scale=["import time\ntime.sleep(60)\n" + RIGHT] * 5)
    command = [sys.executable, "-c", SESSION, f"%%devloop scale --lm {lm}\n{SCALE}"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(command, cwd=tmp_path, **pipes, preexec_fn=heed_interrupts) as session:
        said = [next(line for line in session.stdout if "attempt 1" in line)]
        for _ in range(times):
            session.send_signal(signal.SIGINT)
        said += session.stdout
    assert any("%devloop resume scale goes on with it" in line for line in said)
    assert "error: RunNotGood\n" in said
    assert not any("Traceback" in line for line in said)
    assert said[-1] == "stopped\n"


def heed_interrupts() -> None:
    """A shell that starts the tests in the background has them ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
