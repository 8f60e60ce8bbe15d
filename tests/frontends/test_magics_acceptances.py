"""``%devloop accept``, ``undo`` and ``redo`` in a real shell."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from magics_shell import RIGHT, SCALE, WRONG, Shell, open_shell, script


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    with open_shell(tmp_path) as opened:
        assert opened.run("%load_ext devloop_nb").ok
        yield opened


def test_an_acceptance_is_undone_and_redone(shell: Shell, tmp_path: Path) -> None:
    assert shell.run(f"%%devloop scale --lm {script(tmp_path, scale=[WRONG, RIGHT])}\n{SCALE}").ok
    assert "nothing to redo" in shell.run("%devloop redo").text
    assert shell.run("%devloop accept scale --attempt 1 --cell").ok
    assert "accepted now: attempt 2 of scale" in shell.run("%devloop undo scale").text
    assert "accepted now: attempt 1 of scale" in shell.run("%devloop redo --module scale").text
    assert shell.run("%devloop undo").ok
    assert "accepted now: no attempt of scale" in shell.run("%devloop undo").text
    failed = shell.run("%devloop undo")
    assert not failed.ok
    assert (
        failed.text.strip()
        == "BadInput: scale: there is nothing to undo: no attempt of scale is accepted. Nothing was changed."
    )


def test_a_scratch_cell_runs_in_a_fresh_kernel_beside_an_attempt(shell: Shell, tmp_path: Path) -> None:
    assert shell.run(f"%%devloop scale --lm {script(tmp_path, scale=[WRONG, RIGHT])}\n{SCALE}").ok
    shell.run("scale = 'of this session'")
    first = shell.run(
        "%%devloop_scratch scale --attempt 1\nfrom scale import scale\nprint('hello')\nscale([0, 5, 10])"
    )
    assert first.ok and first.lines == ["hello", "[0, 5, 10]"]
    assert shell.run("%%devloop_scratch\nfrom scale import scale\nscale([0, 5, 10])").lines == ["[0.0, 0.5, 1.0]"]
    assert shell.inner.user_ns["scale"] == "of this session"
    broken = shell.run("%%devloop_scratch\nscale")
    assert not broken.ok
    assert broken.text.startswith(
        "ScratchError: NameError: name 'scale' is not defined: in a fresh kernel beside attempt 2"
    )
    assert not shell.run("%%devloop_scratch scale --attempt 3\n1").ok
    opened = shell.run("%devloop scratch scale --attempt 1")
    assert opened.lines == ["The new cell below runs in a fresh kernel beside attempt 1 of scale."]
    assert shell.inner.rl_next_input == "%%devloop_scratch scale --attempt 1\nfrom scale import *\n"
