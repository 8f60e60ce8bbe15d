"""``%%devloop`` cells in a real shell: real kernels, a real history, prepared answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from magics_shell import RIGHT, SCALE, WRONG, Shell, open_shell, script


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DEVLOOP_HOME", str(tmp_path / "home"))
    with open_shell(tmp_path) as opened:
        opened.run("%load_ext devloop_nb")
        yield opened


def test_a_cell_ends_in_code_a_report_and_a_receipt(shell: Shell, tmp_path: Path) -> None:
    lm = script(tmp_path, scale=[WRONG, RIGHT])
    before = shell.inner.user_ns.get("_")
    shown = shell.run(f"%%devloop scale --lm {lm}\n{SCALE}")
    assert shown.ok, shown.text
    assert shown.value is None and shell.inner.user_ns.get("_") is before
    assert any("attempt 1: 0 of 1 tests" in line for line in shown.lines)
    assert any("attempt 2: 1 of 1 tests, score 1.00" in line for line in shown.lines)
    bundle = shown.outputs[-2].data  # The last one is a picture.
    assert "low, high = min(xs), max(xs)" in bundle["text/html"] and "scale: success" in bundle["text/plain"]
    report = shell.inner.user_ns["scale_report"]
    assert report.status == "success" and report.code["scale"].strip() == RIGHT.strip()

    again = shell.run(f"%%devloop scale --lm {lm}\n{SCALE}")
    assert again.ok and "Answered from history" in again.text


def test_a_run_without_success_fails_the_cell_unless_told_not_to(shell: Shell, tmp_path: Path) -> None:
    lm = script(tmp_path, scale=[WRONG])
    shown = shell.run(f"%%devloop scale --lm {lm} --attempts 1\n{SCALE}")
    assert not shown.ok
    assert shown.lines[-1].startswith("RunNotGood: scale ended ")
    assert "%devloop show scale" in shown.lines[-1]
    assert shell.run(f"%%devloop scale --lm {lm} --attempts 1 --no-raise\n{SCALE}").ok


def test_kept_tests_belong_to_the_user_and_count(shell: Shell, tmp_path: Path) -> None:
    told = shell.run(
        "%%devloop_test scale\nfrom scale import scale\ndef test_two(): assert scale([1, 3]) == [0, 1]\n"
    )
    assert told.lines == ["1 test kept for scale"]
    shown = shell.run(f"%%devloop scale --lm {script(tmp_path, scale=[RIGHT])}\nScale numbers to the range 0..1.\n")
    assert shown.ok, shown.text
    suite = shell.inner.user_ns["scale_report"].modules["scale"].suite
    assert [file.provenance for file in suite.files] == ["user"]
    assert [name.rpartition("::")[2] for name in suite.expected] == ["test_two"]


def test_a_cell_inside_another_magic_blocks_until_the_end(shell: Shell, tmp_path: Path) -> None:
    lm = script(tmp_path, scale=[RIGHT])
    shown = shell.run(f"%%time\n%%devloop scale --lm {lm}\n{SCALE}")
    assert shown.ok and "scale: success" in shown.text + str(shown.outputs[-1].data)
    assert "Wall time" in shown.text
    shell.run(f"%%capture kept\n%%devloop scale --lm {lm} --rerun\n{SCALE}")
    assert "score 1.00" in shell.inner.user_ns["kept"].stdout


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("%%devloop scale\n", "BadSpec: the cell is empty."),
        ("%%devloop scale\n   \n", "BadSpec: the cell is empty."),
        ("%%devloop scale\n---\ngoal: [unclosed\n---\n", "BadSpec: "),
        ("%%devloop scale\n---\ngaol: x\n---\nx", "Did you mean 'goal'?"),
        ("%%devloop scale --attempts 0\nScale numbers.\n", "BadSetting: "),
        ("%%devloop scale --atempts 3\nScale numbers.\n", "UsageError: %%devloop has no option"),
        ("%%devloop 2scale\nScale numbers.\n", "2scale"),
        ("%%devloop_test scale\ndef test_a(:\n", "BadInput: line 2 of the tests"),
        ("%%devloop_test\ndef test_a(): ...\n", "UsageError: Usage: %%devloop_test NAME"),
        ("%devloop stauts", "Did you mean 'status'?"),
        ("%devloop show nothing", "NotFound: "),
        ("%devloop resume", "NotFound: "),
    ],
)
def test_wrong_input_is_one_line_and_fails_the_cell(shell: Shell, cell: str, says: str) -> None:
    shown = shell.run(cell)
    assert not shown.ok
    assert len(shown.lines) == 1, shown.text
    assert says in shown.lines[0]
    assert shell.run("1 + 1").value == 2


def test_braces_and_dollars_are_not_expanded(shell: Shell, tmp_path: Path) -> None:
    shell.run("name = 'expanded'")
    lm = script(tmp_path, scale=[RIGHT])
    shown = shell.run(f"%%devloop scale --lm {lm}\n{SCALE}\nLeave {{name}} and $name as they are.\n")
    assert shown.ok, shown.text
    assert "{name} and $name" in shell.inner.user_ns["scale_report"].state.requirements.notes


def test_a_model_that_is_not_there_is_one_line_of_error(shell: Shell) -> None:
    shown = shell.run(f"%%devloop scale --lm scripted:missing.yaml\n{SCALE}")
    assert not shown.ok
    assert shown.lines[-1].startswith("BadInput: missing.yaml cannot be read: ")
    assert "Traceback" not in shown.text
