"""The plan's performance checks as a test file."""

import ast

import pytest
from pydantic import ValidationError

from devloop_nb.stages.performance import not_measured, performance_file
from devloop_nb.stages.score import score_outcome
from devloop_nb.values.outcome import CaseResult, Outcome
from devloop_nb.values.plan import Check, ModuleSpec
from devloop_nb.values.requirements import Performance
from devloop_nb.values.score import Weights
from devloop_nb.values.slow_tests import slow_tests
from devloop_nb.values.strategy import kind_of
from devloop_nb.values.suite import Suite

ARGUMENTS = "([random.randint(1, 3 + n) for _ in range(n)],)"


def planned(*checks: Check, **targets: float) -> ModuleSpec:
    return ModuleSpec(name="pairs", purpose="p", checks=checks, performance=Performance.model_validate(targets))


def speed(says: str = "fast", size: int | None = 500, seconds: float | None = None) -> Check:
    return Check(kind="performance", says=says, size=size, seconds=seconds)


def names_in(source: str) -> list[str]:
    functions = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    return [node.name for node in functions if node.name.startswith("test_")]


def test_each_check_becomes_a_slow_test_with_its_own_limit_or_the_modules() -> None:
    module = planned(speed(seconds=0.25), speed(size=9), speed(size=9), seconds=2)
    file = performance_file(module, ARGUMENTS)
    assert file
    assert (file.name, file.provenance) == ("pairs_performance_test.py", "plan")
    assert names_in(file.source) == ["test_within_0_25_s_at_500", "test_within_2_s_at_9"]
    expected = tuple(f"{file.name}::{name}" for name in names_in(file.source))
    assert slow_tests(Suite(module="pairs", files=(file,), expected=expected)) == expected
    assert [*not_measured(module, ARGUMENTS)] == []


def test_with_a_target_of_memory_alone_the_call_is_made() -> None:
    file = performance_file(planned(speed(), memory_mib=5), ARGUMENTS)
    assert file
    assert names_in(file.source) == ["test_at_500"]


@pytest.mark.parametrize(
    ("check", "arguments", "why"),
    [
        (speed(size=None), ARGUMENTS, "it names no size"),
        (speed(), ARGUMENTS, "neither it nor the module's targets name a limit"),
        (
            speed(seconds=1),
            "",
            "no test calls pairs with arguments that can be made",
        ),
    ],
)
def test_what_is_missing_is_named(check: Check, arguments: str, why: str) -> None:
    assert performance_file(planned(check), arguments) is None
    [said] = not_measured(planned(check), arguments)
    assert f"is not measured: {why}" in said


@pytest.mark.parametrize("says", ["M1: two\nlines", '"""', "\\", "{n}", "\x00\x0c\u2028 end", "def test_x(): pass"])
def test_no_words_of_a_plan_are_run(says: str) -> None:
    file = performance_file(planned(speed(says, seconds=1)), ARGUMENTS)
    assert file
    assert names_in(file.source) == ["test_within_1_s_at_500"]


def test_numbers_belong_to_performance() -> None:
    with pytest.raises(ValidationError, match="size and seconds are of kind performance"):
        Check(says="it works", size=3)


def test_a_limit_of_its_own_is_no_target_of_the_slowest_test() -> None:
    own = CaseResult(id="pairs_performance_test.py::test_within_5_s_at_9", outcome="passed", seconds=4)
    unit = CaseResult(id="test_pairs.py::test_some", outcome="passed", seconds=0.1)

    def total(*cases: CaseResult) -> float:
        ran = Outcome(status="passed", tests=cases)
        return score_outcome(ran, Performance(seconds=1), Weights()).total

    assert total(own, unit) == 1
    assert total(own, unit.model_copy(update={"seconds": 2})) == 0.85


def test_too_slow_is_a_matter_of_complexity() -> None:
    case = CaseResult(id="pairs_performance_test.py::test_at_9", outcome="failed", exception="AssertionError")
    assert kind_of(case) == "costs"
    assert kind_of(case.model_copy(update={"id": "test_pairs.py::test_at_9"})) == "values"
