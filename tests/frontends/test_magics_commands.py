"""``%devloop COMMAND`` after a real run."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from magics_shell import RIGHT, SCALE, WRONG, Shell, open_shell, script

from devloop_nb.frontends.magics.tables import Table


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    folder = tmp_path_factory.mktemp("commands")
    with pytest.MonkeyPatch.context() as patch, open_shell(folder) as opened:
        patch.chdir(folder)
        patch.setenv("DEVLOOP_HOME", str(folder / "home"))
        opened.run("%load_ext devloop_nb")
        assert opened.run("%devloop status").lines[0].startswith("Nothing is running.")
        assert opened.run(f"%%devloop scale --lm {script(folder, scale=[WRONG, RIGHT])}\n{SCALE}").ok
        yield opened


def test_status_and_history_list_the_run(shell: Shell) -> None:
    shown = shell.run("%devloop status")
    assert "Nothing is running." in shown.text and "success" in shown.outputs[0].data["text/html"]
    shell.run("import pandas\nfound = %devloop history")
    assert shell.run("list(found['name'])").value == ["scale"]
    assert shell.run("float(found['score'][0])").value == 1.0


def test_a_small_table_stands_in_for_pandas() -> None:
    table = Table(("run", "name"), (("r1", "<b>"), ("r2", "scale")))
    assert repr(table).splitlines() == ["run  name", "r1   <b>", "r2   scale"]
    assert "&lt;b&gt;" in table._repr_html_()


def test_show_brings_the_run_or_one_attempt(shell: Shell) -> None:
    assert "scale: success" in shell.run("%devloop show").outputs[0].data["text/plain"]
    attempt = shell.run("%devloop show scale 1")
    assert "attempt 1" in attempt.text and "return xs" in attempt.text and "failed" in attempt.text
    assert shell.run("%devloop show scale 9").lines == ["NotFound: scale has no attempt 9. It has 2."]


def test_diff_shows_signs(shell: Shell) -> None:
    data = shell.run("%devloop diff 1 2").outputs[0].data
    assert "-     return xs" in data["text/plain"] and "+     low, high = min(xs), max(xs)" in data["text/plain"]
    assert "<pre>" in data["text/html"]
    assert shell.run("%devloop diff 1").lines[0].startswith("BadInput: which attempts?")


def test_accept_inserts_the_code_below_with_its_origin(shell: Shell) -> None:
    shown = shell.run("%devloop accept scale")
    assert shown.ok, shown.text
    cell = shell.inner.rl_next_input
    assert cell.startswith("# scale: attempt 2, score 1.00, 1 of 1 tests\ndef scale(xs):")
    shell.run("%devloop accept scale --attempt 1")
    assert "return xs" in shell.inner.rl_next_input
    assert shell.inner.user_ns["scale_report"].modules["scale"].accepted == 1
    shell.run("%devloop accept scale --attempt 2")


def test_accept_writes_a_folder(shell: Shell, tmp_path: Path) -> None:
    shown = shell.run(f"%devloop accept scale --write '{tmp_path / 'my code'}'")
    assert shown.ok, shown.text
    written = sorted(path.name for path in (tmp_path / "my code").iterdir())
    assert "scale.py" in written and any(name.startswith("test_") for name in written)
    assert "low, high" in (tmp_path / "my code" / "scale.py").read_text()


def test_accept_imports_what_was_accepted_and_imports_it_anew(shell: Shell) -> None:
    assert shell.run("%devloop accept scale --attempt 2 --import").ok
    assert shell.run("scale.scale([0, 5, 10])").value == [0.0, 0.5, 1.0]
    assert shell.run("%devloop accept scale --attempt 1 --import").ok
    assert shell.run("scale.scale([0, 5, 10])").value == [0, 5, 10]
    assert shell.run("%devloop accept scale --attempt 2 --import").ok
    assert shell.run("import scale; scale.scale([2, 4])").value == [0.0, 1.0]


def test_the_report_is_returned_or_written(shell: Shell, tmp_path: Path) -> None:
    report = shell.run("%devloop report scale").value
    assert report.status == "success"
    shown = shell.run(f"%devloop report -o {tmp_path / 'report.html'}")
    assert shown.ok and (tmp_path / "report.html").read_text().startswith("<!")
    assert shell.run(f"%devloop report -o {tmp_path / 'report.doc'}").lines[0].startswith("BadInput: ")


def test_stop_and_resume_have_something_to_say_where_nothing_runs(shell: Shell) -> None:
    assert shell.run("%devloop stop").lines == ["Nothing is running."]
    shown = shell.run("%devloop resume scale")
    assert shown.ok and "scale: success" in shown.outputs[-2].data["text/plain"]


def test_the_doctor_looks_at_everything(shell: Shell) -> None:
    shown = shell.run("%devloop doctor")
    assert shown.ok and "✓" in shown.outputs[0].data["text/html"]
