"""How complex a module is, before any code of it is written."""

import pytest

from devloop_nb.stages.difficulty import complexity_of, difficulty
from devloop_nb.values.plan import ModuleSpec
from devloop_nb.values.requirements import Performance
from devloop_nb.values.suite import Suite

SUITE = Suite(module="m", files=(), expected=("t.py::test_a[1]", "t.py::test_a[2]", "t.py::test_b", "u.py::test_b"))


def spec(depends_on: int = 0, **performance: object) -> ModuleSpec:
    others = tuple(f"other{number}" for number in range(depends_on))
    return ModuleSpec(
        name="m", purpose="It does.", depends_on=others, performance=Performance.model_validate(performance)
    )


@pytest.mark.parametrize(
    ("module", "suite", "points", "says"),
    [
        (spec(), None, 0, ""),
        (spec(), SUITE, 3, "3 tests"),
        (spec(2), SUITE, 7, "3 tests, 2 dependencies"),
        (spec(1, time="O(n)", memory_mib=5), SUITE, 9, "3 tests, 1 dependency, 2 targets"),
        (spec(seconds=1), SUITE.only(["t.py::test_b"]), 3, "1 test, 1 target"),
    ],
)
def test_what_is_counted_and_what_is_said_of_it(
    module: ModuleSpec, suite: Suite | None, points: int, says: str
) -> None:
    found = difficulty(module, suite)
    assert (found.points, found.says) == (points, says)


@pytest.mark.parametrize(("hard_from", "complex_"), [(0, False), (1, True), (7, True), (8, False)])
def test_the_threshold_is_met_and_0_is_none(hard_from: int, complex_: bool) -> None:
    assert complexity_of(spec(2), SUITE, hard_from) == ("3 tests, 2 dependencies" if complex_ else "")


def test_a_module_stays_as_complex_as_it_was_when_tests_are_dropped() -> None:
    assert difficulty(spec(), SUITE.without(["t.py::test_b"], "it was wrong")) == difficulty(spec(), SUITE)
