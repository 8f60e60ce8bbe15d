"""Metrics, rankings, comparisons and tables of runs in IPython, after real runs."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from magics_shell import RIGHT, SCALE, WRONG, Shell, open_shell, script

METRIC = """%%devloop_metric lazy
def metric(outcome, readings):
    return 1 - readings["tests"] / 2
"""
GENEROUS = "%%devloop_metric\ndef generous(outcome, readings):\n    return 1.0\n"


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    folder = tmp_path_factory.mktemp("tuning")
    with pytest.MonkeyPatch.context() as patch, open_shell(folder) as opened:
        patch.chdir(folder)
        patch.setenv("DEVLOOP_HOME", str(folder / "home"))
        opened.run("%load_ext devloop_nb")
        assert opened.run(f"%%devloop scale --lm {script(folder, scale=[WRONG, RIGHT])}\n{SCALE}").ok
        yield opened


def test_a_metric_is_kept_ranks_and_scores_a_run(shell: Shell) -> None:
    assert shell.run(METRIC).lines[0].startswith("Metric lazy is kept: %devloop rank --metric lazy")
    assert shell.run("found = %devloop rank scale --metric lazy --threshold 0.9").ok
    assert shell.run("list(found.attempt), list(found.score), list(found.was)").value == ([1, 2], [1.0, 0.5], [2, 1])
    assert shell.run("list(found.note)").value == ["would be accepted, no gate has looked at it", "is accepted"]
    assert shell.run(GENEROUS).lines[0].startswith("Metric generous is kept")
    lm = script(Path.cwd(), scale=[WRONG, RIGHT])
    shown = shell.run(f"%%devloop scale --metric generous --lm {lm} --no-raise\n{SCALE}")
    assert shown.ok, shown.text
    assert shell.run("scale_report.state.modules['scale'].attempts[0].total").value == 1.0
    assert "def generous" in shell.run("scale_report.state.settings.metric").value


def test_config_holds_weights_and_a_metric(shell: Shell) -> None:
    shell.run("%config DevLoop.tests_weight = 0.25\n%config DevLoop.metric = 'lazy'")
    chosen = shell.run("get_ipython().magics_manager.registry['DevLoop'].chosen").value
    assert chosen["tests_weight"] == 0.25 and "def metric" in chosen["metric"]
    shell.run("%config DevLoop.metric = ''\n%config DevLoop.tests_weight = None")
    assert shell.run("get_ipython().magics_manager.registry['DevLoop'].chosen").value["metric"] is None


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("%%devloop_metric\nx = 1\n", "BadInput: which function is the metric?: it defines no function."),
        ("%%devloop_metric\ndef metric(:\n", "BadInput: line 1 of the metric is no Python"),
        ("%%devloop_metric\nimport nowhere\ndef metric(o, r): return 1\n", "BadInput: the metric cannot be used"),
        ("%devloop rank --metric other", "NotFound: no metric 'other' is kept in this notebook"),
        ("%devloop rank --weights speed=1", "BadInput: there is no weight 'speed'."),
        ("%%devloop scale --metric other\nScale numbers.", "NotFound: no metric 'other' is kept in this notebook"),
        ("%devloop compare scale:9 scale:1", "NotFound: scale has no attempt 9."),
        ("%devloop compare scale", "UsageError: The following arguments are required: B."),
    ],
)
def test_what_is_wrong_is_one_line(shell: Shell, cell: str, says: str) -> None:
    shown = shell.run(cell)
    assert not shown.ok
    assert shown.lines[0].startswith(says)
    assert len(shown.lines) == 1


def test_the_tuner_the_comparison_and_the_dashboard_have_twins_in_text(shell: Shell) -> None:
    tuner = shell.run("%devloop tune-metric scale --all").outputs[0].data
    assert "ranking of all runs of this history by tests 0.7, performance 0.3" in tuner["text/plain"]
    assert "<table" in tuner["text/html"] and "<script" not in tuner["text/html"]
    shell.run("found = %devloop history")
    first = shell.run("found['run'].iloc[-1]").value
    compared = shell.run(f"%devloop compare {first}:1 {first}:2").outputs[0].data
    assert compared["text/plain"].splitlines()[1].startswith("From A to B 0 broken and 1 mended of 1 shared test")
    assert "code of scale, from A to B" in compared["text/html"]
    board = shell.run("%devloop dashboard").outputs[0].data
    assert "in this history, the newest first" in board["text/plain"] and first in board["text/plain"]
    for data in (tuner, compared, board):
        assert len(data["text/html"]) < 60_000


def test_history_is_a_data_frame(shell: Shell) -> None:
    frame = shell.run("%devloop history").value
    assert set(frame["name"]) == {"scale"} and frame["score"].max() == 1.0
    assert str(frame["started"].dtype).endswith("UTC]")
    first = frame["run"].iloc[-1]
    attempts = shell.run(f"%devloop history {first} --attempts").value
    assert set(attempts["module"]) == {"scale"} and "prompt" not in attempts
    assert attempts["parent"].isna().any() and set(attempts["parent"].dropna()) == {1}
    counts = attempts[["attempt", "parent", "passed", "expected", "broke", "calls", "tokens", "code_lines"]]
    assert {str(dtype) for dtype in counts.dtypes} == {"int64", "Int64"}
    assert ".0" not in counts.to_string()


def test_without_pandas_history_says_where_the_data_is(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    shown = shell.run("%devloop history")
    assert shown.lines[0] == "pandas is not installed, so this is a table; all columns: devloop-nb history --json"
    assert "scale" in repr(shown.value)
    assert "devloop-nb history --attempts --json" in shell.run("%devloop history --attempts").text
