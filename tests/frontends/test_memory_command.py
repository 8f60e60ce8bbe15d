"""memory_profiler's table through the command line and in a notebook."""

from pathlib import Path

import pytest
from command_line import GOOD, devloop, write_spec
from magics_shell import RIGHT, SCALE, open_shell, script

CODE = "def grow(n):\n    held = bytearray(n * 2**20)\n    return len(held)\n"
TESTS = "from it import grow\ndef test_grow():\n    assert grow(50) == 50 * 2**20\n"


@pytest.fixture
def suite(tmp_path: Path) -> tuple[Path, ...]:
    (tmp_path / "it.py").write_text(CODE)
    (tmp_path / "test_it.py").write_text(TESTS)
    return tmp_path, "test", "--code", "it.py", "test_it.py"


def test_a_suite_with_its_memory_lines(suite) -> None:
    told = devloop(*suite, "--memory-lines", "--json")
    assert told.code == 0, told.err
    table = told.json["memory_lines"]
    assert table["problem"] == ""
    assert [(line["file"], line["line"], line["occurrences"]) for line in table["lines"]] == [
        ("it.py", 1, 1),
        ("it.py", 2, 1),
        ("it.py", 3, 1),
    ]
    assert abs(table["lines"][1]["increment"] - 50) < 2
    plain = devloop(*suite, "--memory-lines")
    assert "increment" in plain.out and "held = bytearray(n * 2**20)" in plain.out
    assert "other threads and processes" in " ".join(plain.out.split())


def test_without_being_asked_there_are_none(suite) -> None:
    assert "memory_lines" not in devloop(*suite, "--json").json


def test_a_stored_run(tmp_path: Path) -> None:
    spec, lm = write_spec(tmp_path, GOOD)
    assert devloop(tmp_path, "run", spec, "--lm", lm).code == 0
    told = devloop(tmp_path, "memory", "clamp", "--json")
    assert told.code == 0, told.err
    assert [(line["line"], line["occurrences"]) for line in told.json["lines"]] == [(1, 3), (2, 3)]
    assert devloop(tmp_path, "memory", "nothing").code == 2


def test_in_a_notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_shell(tmp_path) as shell:
        shell.run("%load_ext devloop_nb")
        assert shell.run(f"%%devloop scale --lm {script(tmp_path, scale=[RIGHT])}\n{SCALE}").ok
        shown = shell.run("%devloop memory scale")
        assert shown.ok and "other threads and processes" in shown.text
        assert "low, high = min(xs), max(xs)" in repr(shown.outputs[0].data["text/plain"])
        assert "memory" in shell.run("%devloop").text
        _, words = shell.inner.Completer.complete(line_buffer="%devloop mem", cursor_pos=12)
        assert "memory" in words
