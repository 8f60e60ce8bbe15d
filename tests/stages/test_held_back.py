"""Which of a model's tests are held back, and what becomes of the two files."""

import ast

import pytest

from devloop_nb.stages.held_back import hold_back
from devloop_nb.values.parted_tests import joined, loners, units, without
from devloop_nb.values.requirements import Requirements
from devloop_nb.values.suite import Suite, SuiteFile

HEAD = '''"""Tests of half."""
import pytest
from half import half

TWO = 2


@pytest.fixture
def four():
    return 4
'''
EACH = """

# about {n}
@pytest.mark.parametrize("x", [{n}, {n} + 1])
def test_{n}(x, four):
    assert half(x) == x / TWO
"""
FILE = "test_half_model.py"


def suite_of(source: str, *rejected: str, provenance: str = "model") -> Suite:
    file = SuiteFile(name=FILE, source=source, provenance=provenance)  # type: ignore[arg-type] # a word of its own
    expected = tuple(f"{FILE}::{name}[{x}]" for name in units(source) if name not in rejected for x in "ab")
    return Suite(
        module="half",
        files=(file,),
        expected=expected,
        rejected={f"{FILE}::{name}[a]": "passes" for name in rejected},
    )


def many(count: int) -> str:
    return HEAD + "".join(EACH.format(n=n) for n in range(count))


@pytest.mark.parametrize(
    ("count", "share", "held"), [(5, 0.2, 1), (4, 0.2, 0), (10, 0.2, 2), (10, 0.5, 5), (1, 0.5, 0), (9, 0.0, 0)]
)
def test_a_share_of_the_functions_rounded_down_goes_to_a_file_of_its_own(count: int, share: float, held: int) -> None:
    source = many(count)
    suite, file = hold_back(suite_of(source), None, share)
    apart = units(file.source) if file else {}
    shown = units(suite.files[0].source)
    assert (len(apart), len(shown)) == (held, count - held)
    assert {**shown, **apart} == units(source)
    assert {test.split("::")[1].split("[")[0] for test in suite.expected} == {*shown}
    assert (suite, file) == hold_back(suite_of(source), None, share)
    for part in filter(None, (suite.files[0], file)):
        assert {"TWO", "four"} <= {
            node.id for node in ast.walk(ast.parse(part.source)) if isinstance(node, ast.Name)
        } | {node.name for node in ast.walk(ast.parse(part.source)) if isinstance(node, ast.FunctionDef)}
    if file:
        assert (file.provenance, file.name) == ("model", "test_half_held_back.py")
        assert units(joined(suite.files[0].source, file.source)) == units(source)
        for name in apart:
            assert f"def {name}(" not in suite.files[0].source
            assert f"# about {name[-1]}" not in suite.files[0].source


def test_only_tests_that_were_proved_and_that_stand_alone_are_held_back() -> None:
    linked = (
        HEAD
        + "".join(EACH.format(n=n) for n in range(3))
        + (
            "\n\nclass TestOne:\n    def test_a(self): assert half(1)\n"
            "\n\nclass TestTwo(TestOne):\n    pass\n\n\nevery = [test_0]\n"
        )
    )
    assert set(loners(linked)) == {"test_1", "test_2"}
    suite, file = hold_back(suite_of(linked, "test_1"), None, 0.5)
    assert file
    assert list(units(file.source)) == ["test_2"]
    assert list(suite.rejected) == [f"{FILE}::test_1[a]"]


def test_the_only_test_of_a_criterion_stays() -> None:
    source = many(4)
    asked = Requirements(name="half", goal="g", criteria=("MUST halve", "MUST keep", "of no level"))
    _, file = hold_back(suite_of(source), asked, 0.25)
    assert file
    (held,) = units(file.source)
    bearing = source.replace(f"def {held}(x, four):\n", f"def {held}(x, four):\n    # M1\n")
    _, other = hold_back(suite_of(bearing), asked, 0.25)
    assert other
    assert held not in units(other.source)
    both = bearing.replace("    assert", "    # M2\n    assert").replace("    # M1\n", "")
    _, again = hold_back(suite_of(both), asked, 0.5)
    assert again
    assert len(units(again.source)) == 2


def test_tests_of_the_users_are_never_held_back() -> None:
    given = suite_of(many(10), provenance="user")
    assert hold_back(given, None, 0.5) == (given, None)


def test_lines_are_counted_as_python_counts_them() -> None:
    odd = 'from half import half\r\n\r\nODD = """\x0c\u2028"""\r\n\r\ndef test_a():\r\n    assert half(2)\r\n'
    assert without(odd, ["test_a"]) == 'from half import half\n\nODD = """\x0c\u2028"""\n'
    assert units(odd) == {"test_a": "def test_a():\n    assert half(2)\n"}
