"""``%devloop pause``, ``note``, ``approve`` and the others, on a run in the background of a real shell."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from magics_shell import RIGHT, SCALE, WRONG, Shell, open_shell, script

from devloop_nb.frontends.magics.completion import words_for

LATE = WRONG.replace("    return", "    import time\n    time.sleep(0.5)\n    return")


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    with open_shell(tmp_path) as opened:
        assert opened.run("%load_ext devloop_nb").ok
        yield opened


def until(shell: Shell, line: str, word: str) -> str:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        shown = shell.run(line)
        said = shown.text + "".join(str(output.data) for output in shown.outputs)
        if word in said:
            return said
        time.sleep(0.1)
    raise AssertionError(said)


def test_a_run_in_the_background_is_steered(shell: Shell, tmp_path: Path) -> None:
    lm = script(tmp_path, scale=[LATE] * 3 + [RIGHT])
    assert shell.run(f"%%devloop scale --lm {lm} --attempts 3 --background\n{SCALE}").ok
    until(shell, "%devloop plan scale", "name: scale")
    assert "scale: pause" in shell.run("%devloop pause scale").lines
    told = shell.run('%devloop note scale "Mind the zero."')
    assert "scale: note to the model: Mind the zero." in told.lines
    assert not shell.run("%devloop note scale mind the zero").ok
    assert "scale: attempts is now 6" in shell.run("%devloop raise scale attempts=6").lines
    assert not shell.run("%devloop raise scale").ok
    assert "scale: go on" in shell.run("%devloop go-on").lines
    until(shell, "%devloop status", "success")
    assert "nobody is working on" in shell.run("%devloop stop-after scale").text


def test_a_question_is_answered_and_the_run_goes_on(shell: Shell, tmp_path: Path) -> None:
    lm = script(tmp_path, scale=[RIGHT])
    ended = shell.run(f"%%devloop scale --lm {lm} --ask plan\n{SCALE}")
    assert not ended.ok and "checkpoint timed out" in ended.text
    assert "plan/1" in until(shell, "%devloop blockers", "plan/1")
    (tmp_path / "plan.yaml").write_text("modules:\n- {name: scale, purpose: As I say}\n")
    assert shell.run("%devloop plan scale --edit plan.yaml").text.startswith(
        "scale: the plan is replaced; go on with"
    )
    assert "No run asks" in shell.run("%devloop blockers").text
    assert shell.run("%devloop resume scale").ok
    assert "As I say" in shell.run("%devloop plan").text
    assert "asks no question" in shell.run("%devloop reject --note no").text


def test_the_words_are_completed_from_the_parser() -> None:
    assert {"pause", "go-on", "stop-after", "note", "raise", "approve", "reject", "plan", "blockers"} <= set(
        words_for("%devloop ")
    )
    assert words_for("%devloop reject x --") == ["--note", "--question"]
    assert "--ask" in words_for("%%devloop scale --")
