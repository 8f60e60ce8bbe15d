"""``devloop-nb bench growth``: its corpus, its grades, and one real function through the real command."""

import time
from pathlib import Path
from typing import Any

import psutil
import pytest
from command_line import devloop

from devloop_nb.frontends.cli.bench_growth_rival import estimate, is_installed
from devloop_nb.frontends.cli.bench_growth_sheet import Trial, as_json
from devloop_nb.frontends.cli.busy import busy
from devloop_nb.frontends.cli.growth_corpus.functions import BETWEEN, HALVES, KnownFunction, corpus, grade
from devloop_nb.values.growth import CLASSES, Growth, GrowthClass, Scaling

FUNCTIONS = list(corpus())


def called(function: KnownFunction, n: int) -> Any:
    """What the function gives for inputs of size n, both loaded as a kernel loads them."""
    code: dict[str, Any] = {}
    inputs: dict[str, Any] = {}
    exec(function.source, code)
    exec(function.inputs, inputs)
    return code[function.name](*inputs["inputs"](n))


def growth(grows: str, low: GrowthClass, high: GrowthClass) -> Growth:
    return Growth.model_validate({"of": "time", "grows": grows, "low": low, "high": high})


def test_each_half_has_every_class_several_times_over() -> None:
    assert len({function.name for function in FUNCTIONS}) == len(FUNCTIONS) >= 46
    for half in HALVES:
        times = [function.time for function in FUNCTIONS if function.half == half]
        assert all(times.count(each) >= 3 for each in CLASSES)
        assert set(times) <= {*CLASSES, *BETWEEN}


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_each_function_works_on_inputs_of_several_sizes(function: KnownFunction) -> None:
    for n in (3, 7, 11):
        called(function, n)


@pytest.mark.parametrize(
    ("truth", "grows", "low", "high", "grade_"),
    [
        ("O(n)", "O(n)", "O(n)", "O(n)", "right"),
        ("O(n)", "unclear", "O(n)", "O(n log n)", "unclear"),
        ("O(n)", "unclear", "O(n log n)", "O(n^2)", "wrong"),
        ("O(n)", "O(n log n)", "O(n log n)", "O(n log n)", "wrong"),
        ("O(n^1.5)", "unclear", "O(n log n)", "O(n^2)", "unclear"),
        ("O(n^1.5)", "O(n^2)", "O(n^2)", "O(n^2)", "wrong"),
        ("O(n^1.5)", "unclear", "O(n^3)", "O(2^n)", "wrong"),
    ],
)
def test_a_range_is_honest_only_with_the_truth_in_it(
    truth: str, grows: str, low: GrowthClass, high: GrowthClass, grade_: str
) -> None:
    assert grade(truth, growth(grows, low, high)) == grade_


def test_totals_tell_the_halves_apart() -> None:
    tuned, held_out = FUNCTIONS[0], FUNCTIONS[-1]
    scaling = Scaling(time=growth("O(1)", "O(1)", "O(1)"), memory=growth("O(1)", "O(1)", "O(1)"))
    told = as_json([Trial(tuned, scaling, 1.0, "O(n)", 2.0), Trial(held_out, scaling, 1.0)], load=3)
    assert told["load"] == 3
    assert told["totals"]["tuned"]["time"] == {"right": 1, "unclear": 0, "wrong": 0}
    assert told["totals"]["tuned"]["big_o"] == {"wrong": 1}
    assert told["totals"]["held_out"]["time"] == {"right": 0, "unclear": 0, "wrong": 1}
    assert "big_o" not in told["totals"]["held_out"]


@pytest.mark.alone
def test_the_command_measures_a_function(tmp_path: Path) -> None:
    told = devloop(tmp_path, "bench", "growth", "--only", "bubble", "--budget", "0.5", "--load", "1", "--json")
    (entry,) = told.json["functions"]
    assert (told.code == 0) == (entry["time"]["is"] != "wrong")
    assert (entry["function"], entry["half"], entry["time"]["truth"]) == ("bubble_sort", "tuned", "O(n^2)")
    assert len(entry["time"]["samples"]) >= 5
    assert (entry["big_o"] is not None) == is_installed()
    assert told.json["totals"]["held_out"]["functions"] == 0
    assert "bubble_sort" in told.err
    assert list(tmp_path.iterdir()) == []


def test_a_table_for_people(tmp_path: Path) -> None:
    told = devloop(tmp_path, "bench", "growth", "--only", "weekly")
    assert told.code == 2
    assert "no function has 'weekly' in its name" in told.complaint
    told = devloop(tmp_path, "bench", "growth", "--only", "is_leap", "--budget", "0.3")
    assert "held out: these played no part in tuning" in told.out
    assert "is_leap" in told.out
    assert "1 functions. time: " in told.out


def test_busy_processes_are_busy_and_gone_afterwards() -> None:
    before = psutil.Process().children()
    with busy(2):
        children = [child for child in psutil.Process().children() if child not in before]
        ends = time.monotonic() + 20
        while any(sum(child.cpu_times()[:2]) < 0.1 for child in children) and time.monotonic() < ends:
            time.sleep(0.05)
        assert len(children) == 2
        assert all(sum(child.cpu_times()[:2]) >= 0.1 for child in children)
    assert not any(child.is_running() for child in children)


@pytest.mark.skipif(not is_installed(), reason="big_o is an extra")
def test_the_rival_is_really_asked() -> None:
    (function,) = (each for each in FUNCTIONS if each.name == "bubble_sort")
    says, seconds = estimate(function, 10, 200)
    assert says.startswith("O(")
    assert seconds > 0
