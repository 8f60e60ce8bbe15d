"""Loading and unloading the extension in a real shell."""

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from magics_shell import RIGHT, SCALE, open_shell, script

HEAVY = (
    "pydantic",
    "dspy",
    "jupyter_client",
    "anywidget",
    "ipywidgets",
    "sqlite3.dump",
    "yaml",
    "nbformat",
    "jinja2",
)


def test_loading_imports_nothing_heavy_and_says_nothing() -> None:
    program = (
        "import sys\n"
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "shell = InteractiveShell.instance()\n"
        "before = set(sys.modules)\n"
        "shell.run_line_magic('load_ext', 'devloop_nb')\n"
        "print(sorted(set(sys.modules) - before))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    added = eval(done.stdout)  # one line and nothing else: loading printed nothing
    assert "devloop_nb.frontends.magics.extension" in added
    assert not [name for name in added if name.split(".")[0] in HEAVY]
    assert done.stderr == ""


LATER = """
import sys, threading
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
shell.run_line_magic('load_ext', 'devloop_nb')
for thread in threading.enumerate():
    if thread.name == 'devloop-head-start':
        thread.join(60)
print('devloop_nb.frontends.magics.desk' in sys.modules)
"""


@pytest.mark.parametrize("looked_at", [True, False])
def test_where_somebody_looks_on_the_first_run_is_prepared(looked_at: bool) -> None:
    there = {name: value for name, value in os.environ.items() if name != "JPY_SESSION_NAME"}
    there |= {"JPY_SESSION_NAME": "here.ipynb"} if looked_at else {}
    done = subprocess.run(
        [sys.executable, "-c", LATER], env=there, capture_output=True, text=True, timeout=90, check=True
    )
    assert (done.stdout, done.stderr) == (f"{looked_at}\n", "")


def test_unloading_leaves_the_shell_as_it_was(tmp_path: Path) -> None:
    with open_shell(tmp_path) as shell:
        shell.run("%unload_ext devloop_nb")  # IPython registers its own magics of this kind on first use
        before = snapshot(shell.inner)
        shell.run("%load_ext devloop_nb")
        assert snapshot(shell.inner) != before
        shell.run("%reload_ext devloop_nb")
        shell.run("%unload_ext devloop_nb")
        assert snapshot(shell.inner) == before


def test_unloading_stops_what_runs_and_says_how_it_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lm = script(tmp_path, scale=["import time\ntime.sleep(60)\n" + RIGHT] * 5)
    before = set(psutil.Process().children(recursive=True))
    with open_shell(tmp_path) as shell:
        shell.run("%load_ext devloop_nb")
        assert shell.run(f"%%devloop scale --background --lm {lm}\n{SCALE}").ok
        said = shell.run("%unload_ext devloop_nb")
        assert said.ok and "%devloop resume" in said.outputs[-1].data["text/plain"]
        assert set(psutil.Process().children(recursive=True)) <= before
        shell.run("%load_ext devloop_nb")
        assert list(shell.run("%devloop history").value["status"]) == ["stopped"]


def test_loading_twice_registers_once(tmp_path: Path) -> None:
    from devloop_nb import load_ipython_extension

    with open_shell(tmp_path) as shell:
        load_ipython_extension(shell.inner)
        once = snapshot(shell.inner)
        load_ipython_extension(shell.inner)
        assert snapshot(shell.inner) == once


@pytest.mark.parametrize("name", ["%devloop", "%%devloop", "%%devloop_test"])
def test_help_shows_examples(tmp_path: Path, name: str) -> None:
    with open_shell(tmp_path) as shell:
        shell.run("%load_ext devloop_nb")
        told = shell.inner.object_inspect_text(name)
        assert "%%devloop" in told and "scale([0, 5, 10])" in told


def test_settings_are_in_config_and_a_wrong_one_is_refused(tmp_path: Path) -> None:
    with open_shell(tmp_path) as shell:
        shell.run("%load_ext devloop_nb")
        assert "DevLoop.attempts" in shell.run("%config DevLoop").text
        shell.run("%config DevLoop.attempts = 0")
        assert shell.inner.magics_manager.registry["DevLoop"].attempts is None
        shell.run("%config DevLoop.attempts = 7")
        assert shell.inner.magics_manager.registry["DevLoop"].chosen["attempts"] == 7


def snapshot(inner: object) -> tuple[object, ...]:
    manager = inner.magics_manager  # type: ignore[attr-defined]
    return (
        sorted(manager.magics["line"]),
        sorted(manager.magics["cell"]),
        sorted(manager.registry),
        len(inner.input_transformers_cleanup),  # type: ignore[attr-defined]
        len(inner.Completer.custom_matchers),  # type: ignore[attr-defined]
        len(inner.configurables),  # type: ignore[attr-defined]
        inner.CustomTB,  # type: ignore[attr-defined]
    )
