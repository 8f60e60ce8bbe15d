"""``%%devloop_fresh`` and ``%devloop state`` in a real IPython."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from magics_shell import SCALE, Shell, open_shell, script

from devloop_nb.frontends.magics.completion import words_for


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    monkeypatch.chdir(tmp_path)
    with open_shell(tmp_path) as opened:
        opened.run("%load_ext devloop_nb")
        yield opened


def all_of(shown) -> str:
    return shown.text + "".join(output.data["text/plain"] for output in shown.outputs)


def test_names_modules_and_functions_of_the_session_are_named(shell: Shell) -> None:
    shell.inner.run_cell("import json as js\nrows = [1, 2]\ndef clean(x):\n    return x", store_history=True)
    shown = shell.run("%%devloop_fresh\nprint('begun')\njs.dumps(clean(rows))\nrows.append(3)")
    said = all_of(shown)
    assert shown.ok and "begun" in said
    assert "In a fresh kernel: NameError: name 'js' is not defined" in said
    assert "module json" in said and "import json as js" in said
    assert "clean" in said and "function" in said and "list" in said and "cell [1]" in said
    assert shell.inner.user_ns["rows"] == [1, 2], "the cell did not run here"


def test_a_cell_that_stands_alone(shell: Shell) -> None:
    shown = shell.run("%%devloop_fresh\nimport math\ntotal = sum(range(4))\nmath.sqrt(total + 3)")
    assert "In a fresh kernel: 3.0" in shown.text
    assert "It reads no name that only this session has." in shown.text
    assert "total" not in shell.inner.user_ns


def test_both_runs_are_compared_where_that_is_asked_for(shell: Shell) -> None:
    shell.run("import statistics\nstatistics.mean = lambda xs: -1\nn = 1")
    cell = "import statistics\nn = globals().get('n', 0) + 1\nstatistics.mean([n])"
    alone = shell.run(f"%%devloop_fresh\n{cell}").text
    assert "Changed by this session: statistics.mean" in alone and "In a fresh kernel: 1" in alone
    assert shell.inner.user_ns["n"] == 1
    both = shell.run(f"%%devloop_fresh --both\n{cell}").text
    assert shell.inner.user_ns["n"] == 2
    assert "Differs: result: here -1, in a fresh kernel 1" in both
    assert "Differs: n: here 2, in a fresh kernel 1" in both
    del __import__("sys").modules["statistics"]


def test_a_name_that_only_running_shows(shell: Shell) -> None:
    shell.run("secret = 5")
    said = all_of(shell.run("%%devloop_fresh\neval('secret') + 1"))
    assert "NameError: name 'secret'" in said and "only in this session" in said and "int" in said


def test_modules_beside_the_notebook_are_there(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "dl_beside.py").write_text("def two(): return 2\n")
    assert "In a fresh kernel: 2" in shell.run("%%devloop_fresh\nimport dl_beside\ndl_beside.two()").text


def test_code_of_a_run(shell: Shell, tmp_path: Path) -> None:
    shell.run("helper = 3")
    code = "def scale(xs):\n    low, high = min(xs), max(xs)\n    return [(x - low) / (high - low) for x in xs]\n\n"
    code += "def spare():\n    return helper\n"
    assert shell.run(f"%%devloop scale --lm {script(tmp_path, scale=[code])}\n{SCALE}").ok
    said = all_of(shell.run("%devloop state scale"))
    assert "scale:" in said and "helper" in said and "int" in said


def test_what_is_wrong_is_one_line_and_words_are_completed(shell: Shell) -> None:
    wrong = shell.run("%%devloop_fresh --bot\n1")
    assert not wrong.ok and "--both" in wrong.text
    broken = shell.run("%%devloop_fresh\nx = (")
    assert not broken.ok and "the cell is no Python" in broken.text and "Traceback" not in broken.text
    assert words_for("%%devloop_fresh --") == ["--both"] and "state" in words_for("%devloop st")
    assert "--both" in shell.inner.find_cell_magic("devloop_fresh").__doc__
