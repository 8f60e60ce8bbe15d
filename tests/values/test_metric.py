"""A metric of the user's own: read from source, given plain data, and every mistake told in one line."""

import json

import pytest

from devloop_nb.values.errors import BadInput, BadSetting
from devloop_nb.values.metric import metric_outcome, metric_readings, name_of, named, read_metric, title_of
from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.requirements import Performance
from devloop_nb.values.settings_layers import merge_settings

OUTCOME = Outcome(
    status="failed",
    tests=(
        CaseResult(id="t.py::a", outcome="passed", seconds=0.2, peak_mib=3.0),
        CaseResult(id="t.py::b", outcome="failed", seconds=0.5, exception="ValueError", traceback="long"),
    ),
)
READINGS = metric_readings(OUTCOME, Performance(seconds=0.1), (0.5, 0.25), blocked=False)


def call(source: str) -> float:
    return read_metric(source)(metric_outcome(OUTCOME), READINGS)


def test_what_a_metric_is_given_is_documented_and_plain() -> None:
    given = metric_outcome(OUTCOME)
    assert set(given) == {"status", "verdict", "tier", "message", "seconds", "peak_mib", "tests"}
    assert set(given["tests"][0]) == {"id", "outcome", "seconds", "cpu_seconds", "peak_mib", "exception", "message"}
    assert READINGS == {
        "tests": 0.5,
        "performance": 0.25,
        "passed": 1,
        "expected": 2,
        "slowest_seconds": 0.2,
        "peak_mib": 3.0,
        "time": None,
        "memory": None,
        "targets": {"time": "", "seconds": 0.1, "memory_mib": None},
        "blocked": False,
    }
    assert json.loads(json.dumps([given, READINGS])) == [given, READINGS]


def test_a_metric_reads_both() -> None:
    source = (
        "import math\ndef share(r): return r['tests']\ndef metric(o, r): return math.sqrt(share(r) / len(o['tests']))"
    )
    assert call(source) == 0.5
    assert (
        call("def any_name(outcome, readings):\n    return outcome['tests'][1]['exception'] == 'ValueError'") == 1.0
    )


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("def metric(:", "line 1 of the metric is no Python"),
        ("x = 1", "which function is the metric?: it defines no function"),
        ("def a(o, r): pass\ndef b(o, r): pass", "which function is the metric?: it defines a, b"),
    ],
)
def test_a_source_that_is_no_metric_is_refused(source: str, says: str) -> None:
    with pytest.raises(BadInput, match=says.replace("?", r"\?")) as caught:
        name_of(source)
    assert "\n" not in caught.value.line
    with pytest.raises((BadInput, BadSetting)):
        merge_settings({"metric": source})


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("return 1 / 0", "the metric metric failed: ZeroDivisionError: division by zero (line 2)."),
        ("return np.mean(1)", "the metric metric failed: NameError: name 'np' is not defined (line 2)."),
        ("raise SystemExit", "the metric metric failed: SystemExit: (line 2)."),
        ("return 1.5", "the metric metric gave 1.5. It has to give a number from 0 to 1."),
        ("return float('nan')", "the metric metric gave nan."),
        ("return 'good'", "the metric metric gave 'good'."),
        ("return None", "the metric metric gave None."),
    ],
)
def test_what_goes_wrong_inside_is_one_line(body: str, says: str) -> None:
    with pytest.raises(BadInput) as caught:
        call(f"def metric(outcome, readings):\n    {body}")
    assert caught.value.line.startswith(says)
    assert "\n" not in caught.value.line


def test_numbers_of_numpy_are_numbers() -> None:
    assert call("import numpy\ndef metric(o, r): return numpy.float64(0.25)") == 0.25


def test_a_metric_goes_by_the_name_that_it_was_kept_under() -> None:
    source = "def metric(outcome, readings):\n    return 1 / 4\n"
    kept = named(source, "quick")
    assert (title_of(kept), name_of(kept), call(kept)) == ("quick", "metric", 0.25)
    assert merge_settings({"metric": kept}).metric_name == "quick"
    assert named(source, "metric") == source
    assert title_of("def fast(outcome, readings): return 1") == "fast"
    assert title_of(named(source, "a\nimport os")) == "a import os"
